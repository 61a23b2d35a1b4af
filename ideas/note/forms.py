"""What staff type beside an idea."""

from flask_babel import lazy_gettext as _l

from ideas.note.rules import BODY_MAX
from ideas.web.forms import Body, Form, Required, Size


class NoteForm(Form):
    """A note."""

    note = Body(_l("Another note"), [Required(), Size(most=BODY_MAX)])
