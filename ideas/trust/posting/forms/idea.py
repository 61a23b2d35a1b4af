"""The shape of what a person writes about an idea."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms.widgets import HiddenInput

from ideas.community.idea.rules import BODY_MAX, EXCERPT_LENGTH, TITLE_MAX, TITLE_MIN
from ideas.rim.forms import Form, Line, Markdown, Required, Size
from ideas.trust.screening.forms import ScreenedForm

TAGS_LINE_MAX = 200


class WordsForm(Form):
    """Title, body and tags."""

    title = Line(_l("Your idea in one sentence"), [Required(), Size(TITLE_MIN, TITLE_MAX)])
    body = Markdown(_l("Tell us more"), [Size(most=BODY_MAX)], excerpt=EXCERPT_LENGTH)
    tags = Line(_l("Tags"), [Size(most=TAGS_LINE_MAX)])


class SubmitForm(WordsForm, ScreenedForm):
    """A new idea."""

    board = SelectField(_l("Board"), [Required()])


class EditForm(WordsForm):
    """An edit by the author: also the version that it began from."""

    version = IntegerField(widget=HiddenInput())


class StaffEditForm(EditForm):
    """An edit by staff, who say why."""

    reason = Line(_l("Why you change it"), [Required(), Size(most=300)])
