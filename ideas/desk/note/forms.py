"""What staff type beside an idea."""

from flask_babel import lazy_gettext as _l

from ideas.desk.note.rules import BODY_MAX
from ideas.rim.forms import Form, Markdown, Required, Size


class NoteForm(Form):
    """A note."""

    note = Markdown(_l("Another note"), [Required(), Size(most=BODY_MAX)])
