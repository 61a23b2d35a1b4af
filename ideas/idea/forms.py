"""The shape of what a person writes about an idea."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectChoice, SelectField
from wtforms.widgets import HiddenInput

from ideas.idea.rules import BODY_MAX, TAG_MAX, TITLE_MAX, TITLE_MIN
from ideas.idea.tag_upkeep import DESCRIPTION_MAX
from ideas.screening.forms import ScreenedForm
from ideas.stage.forms import COLOUR_WORDS
from ideas.stage.rules import Colour
from ideas.web.forms import Body, Form, Line, Required, Size

TAGS_LINE_MAX = 200


class WordsForm(Form):
    """Title, body and tags."""

    title = Line(_l("Your idea in one sentence"), [Required(), Size(TITLE_MIN, TITLE_MAX)])
    body = Body(_l("Tell us more"), [Size(most=BODY_MAX)])
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


class TagForm(Form):
    """A tag, as moderators keep it."""

    name = Line(_l("Name"), [Required(), Size(most=TAG_MAX)])
    description = Line(
        _l("Description"),
        [Size(most=DESCRIPTION_MAX)],
        description=_l("What belongs here, in a sentence. It stands above the ideas that wear the tag."),
    )
    colour = RadioField(
        _l("Colour"),
        choices=[SelectChoice(colour.value, words) for colour, words in COLOUR_WORDS.items()],
        default=Colour.SLATE.value,
    )


class TagMergeForm(Form):
    """The tag that another one becomes."""

    into = Line(_l("Merge into"), [Required(), Size(most=TAG_MAX + 2)])
