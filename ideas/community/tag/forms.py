"""What moderators type about tags."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice

from ideas.community.idea.rules import TAG_MAX
from ideas.community.stage.forms import COLOUR_WORDS
from ideas.community.stage.rules import Colour
from ideas.community.tag.upkeep import DESCRIPTION_MAX
from ideas.rim.forms import Form, Line, Required, Size


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
