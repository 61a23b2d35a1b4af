"""What owners and members type about a brand and its people."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ColorField, Field, IntegerField, SelectChoice, SelectField, ValidationError
from wtforms.validators import NumberRange, Optional

from ideas.people.account.rules import EMAIL_MAX, clean_email
from ideas.people.brand.rules import (
    COLOUR,
    MERGE_WAIT_DAYS_MAX,
    MERGE_WAIT_DAYS_MIN,
    NAME_MAX,
    REOPEN_MONTHS_MOST,
    REOPEN_PEOPLE_MOST,
    TAGLINE_MAX,
    Role,
)
from ideas.people.brand.titles import TITLE_MAX
from ideas.rim.forms import Form, Line, Required, Size

ROLE_WORDS = {
    Role.MEMBER: _l("Member"),
    Role.PARTNER: _l("Idea partner"),
    Role.MODERATOR: _l("Moderator"),
    Role.OWNER: _l("Owner"),
}
ROLE_CHOICES = [SelectChoice(role.value, words) for role, words in ROLE_WORDS.items()]


class BrandForm(Form):
    """How a brand presents itself."""

    name = Line(_l("Name"), [Required(), Size(most=NAME_MAX)])
    tagline = Line(
        _l("Tagline"),
        [Size(most=TAGLINE_MAX)],
        description=_l("One sentence below the name: what people shape here."),
    )
    colour = ColorField(
        _l("Colour"), description=_l("Buttons wear it; every tint, line and link is derived from it, light and dark.")
    )
    shows_voters = BooleanField(
        _l("Show who voted"), description=_l("Names of voters on each idea. Switched off, people see only the count.")
    )

    reopen_people = IntegerField(
        _l("People who bring a declined idea back"),
        [
            Optional(),
            NumberRange(0, REOPEN_PEOPLE_MOST, _l("Give a number from 0 to %(most)s.", most=REOPEN_PEOPLE_MOST)),
        ],
        description=_l("When so many further people ask for it, it waits for an answer again. 0: a no stays a no."),
    )
    reopen_months = IntegerField(
        _l("Months before they can ask"),
        [
            Optional(),
            NumberRange(0, REOPEN_MONTHS_MOST, _l("Give a number from 0 to %(most)s.", most=REOPEN_MONTHS_MOST)),
        ],
    )

    asks_before_merge = BooleanField(
        _l("Ask authors before their ideas are merged"),
        description=_l("They can say no. Without an answer the ideas are merged after the days below."),
    )
    merge_wait_days = IntegerField(
        _l("Days to wait for the author"),
        [
            Optional(),
            NumberRange(
                MERGE_WAIT_DAYS_MIN,
                MERGE_WAIT_DAYS_MAX,
                _l("Give a number from 1 to %(most)s.", most=MERGE_WAIT_DAYS_MAX),
            ),
        ],
    )

    def validate_colour(self, field: Field) -> None:
        """# and six hex digits, nothing else: it ends up in a style sheet."""
        if not COLOUR.fullmatch(field.data or ""):
            raise ValidationError(gettext("Give the colour as # and six hex digits, such as #7a4a2b."))


class RoleForm(Form):
    """Another role for a person."""

    role = SelectField(_l("Role"), choices=ROLE_CHOICES)


class TitleForm(Form):
    """What a person does here."""

    title = Line(_l("What you do here"), [Size(most=TITLE_MAX)], description=_l("Such as “Store manager”."))


class InvitationForm(Form):
    """Who is invited, as what, and to which board."""

    role = SelectField(_l("Role"), choices=ROLE_CHOICES, default=Role.MEMBER.value)
    email = Line(
        _l("E-mail address"),
        [Size(most=EMAIL_MAX)],
        description=_l(
            "We mail the link there, and only that person can use it. Empty: you pass the link on yourself."
        ),
    )
    board = SelectField(
        _l("Board"), description=_l("Opens this board to them as well: partners and above come as its hosts.")
    )

    def validate_email(self, field: Field) -> None:
        """An address that a mail can go to, kept in the form in which it is written to."""
        if not field.data:
            return
        address = clean_email(field.data)
        if address is None:
            raise ValidationError(gettext("This is not an address that a mail can be sent to. Check its spelling."))
        field.data = address
