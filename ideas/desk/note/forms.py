"""What staff type beside an idea."""

from flask_babel import lazy_gettext as _l

from ideas.desk.note.rules import BODY_MAX
from ideas.rim.forms import Body, Form, Required, Size


class NoteForm(Form):
    """A note."""

    note = Body(_l("Another note"), [Required(), Size(most=BODY_MAX)])
