"""What staff type about votes that look wrong."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, IntegerField, SelectField
from wtforms.validators import Optional

from ideas.rim.forms import Body, Form, Line, Required, Size
from ideas.trust.fraud.rules import OFFICES_MAX
from ideas.trust.moderation.rules import FACTS_MAX, FACTS_MIN

_MINUTE = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class FactsForm(Form):
    """What people are told whose votes are declared false."""

    facts = Body(
        _l("What they are told"),
        [Required(), Size(FACTS_MIN, FACTS_MAX)],
        description=_l("Everybody whose vote this is gets these words and may object once."),
    )


class OfficesForm(Form):
    """The networks that many people share."""

    networks = Body(
        _l("Networks"),
        [Size(most=OFFICES_MAX)],
        description=_l("One a line, such as 192.0.2.0/24 or 2001:db8:7::/48."),
    )


class ChoiceForm(Form):
    """Which votes are meant; what is left empty does not matter."""

    board = SelectField(_l("Board"), validate_choice=False)
    idea = IntegerField(_l("Idea"), [Optional()], description=_l("Its number: the 12 in …/ideas/12-oat-milk."))
    alert = IntegerField(
        _l("Like those of alert"),
        [Optional()],
        description=_l("The number of an alert; with the letter of a network on its page."),
    )
    group = Line(_l("Network there"), [Size(most=3)])
    domain = Line(_l("Mail domain"), [Size(most=100)], description=_l("What stands behind the @, such as example.com."))
    since = DateTimeLocalField(_l("Cast from (UTC)"), [Optional()], format=_MINUTE)
    until = DateTimeLocalField(_l("Cast until (UTC)"), [Optional()], format=_MINUTE)
    born = DateField(_l("By accounts made since"), [Optional()])


class ChosenForm(ChoiceForm):
    """The same votes, once more, with what their people are told; `expected` is how many the person saw."""

    expected = IntegerField(validators=[Required()])
    facts = FactsForm.facts
