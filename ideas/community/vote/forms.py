"""What a vote may bring along, and what staff say of a customer's vote that they record."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from ideas.community.vote.rules import LINK_MAX, NAME_MAX, SAID_WHERE_MAX
from ideas.people.account.rules import EMAIL_MAX
from ideas.rim.forms import Form, Line, Required, Size


class VoteForm(Form):
    """The host of the page elsewhere that led here, added by the button's script where there was one."""

    came_from = StringField()


class CustomerForm(Form):
    """A customer whom staff met elsewhere."""

    name = Line(
        _l("Who it was"),
        [Required(), Size(most=NAME_MAX)],
        description=_l("A first name will do, or what you know: “a regular at the station”."),
    )
    email = Line(
        _l("E-mail address, if you have it"),
        [Size(most=EMAIL_MAX)],
        description=_l("Only staff see that there is one. Counted once, and their own as soon as they join with it."),
    )
    said_where = Line(
        _l("Where they said it"), [Required(), Size(most=SAID_WHERE_MAX)], description=_l("Such as “At the counter”.")
    )
    link = Line(
        _l("Link, if there is one"),
        [Size(most=LINK_MAX)],
        description=_l("To the ticket or the post. Only staff see it."),
    )


class RecordForm(CustomerForm):
    """A vote of a customer whom staff met elsewhere."""
