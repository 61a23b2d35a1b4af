"""What owners type about a board and the people on it."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, TextAreaField

from ideas.account.rules import EMAIL_MAX
from ideas.board.rules import DESCRIPTION_MAX, NAME_MAX, Access
from ideas.web.forms import Form, Line, Required, Size, line

ACCESS_WORDS = {
    Access.PUBLIC: _l("Everyone"),
    Access.MEMBERS: _l("Members"),
    Access.INVITED: _l("Invited people"),
}
ACCESS_HINTS = {
    Access.PUBLIC.value: _l("Anyone can read; whoever is signed in can take part."),
    Access.MEMBERS.value: _l("Only people who joined this community see it."),
    Access.INVITED.value: _l("Only people on this board, moderators and owners see it; to others it does not exist."),
}
GUEST, HOST = "guest", "host"
PLACE_HINTS = {
    GUEST: _l("Sees the board also when it is for invited people."),
    HOST: _l("Answers its ideas and moves them along. For idea partners and above."),
}


class BoardForm(Form):
    """What a board is called, what it is for, and who sees it."""

    name = Line(_l("Name"), [Required(), Size(most=NAME_MAX)])
    description = TextAreaField(
        _l("Description"),
        [Size(most=DESCRIPTION_MAX)],
        filters=(line,),
        description=_l("One or two sentences: what belongs here, and who looks after it."),
    )
    access = RadioField(
        _l("Who sees it"),
        choices=[SelectChoice(access.value, words) for access, words in ACCESS_WORDS.items()],
        default=Access.PUBLIC.value,
    )


class BoardMemberForm(Form):
    """Somebody for a board."""

    person = Line(
        _l("Person"), [Required(), Size(most=EMAIL_MAX)],
        description=_l("The @name or the e-mail address of somebody who takes part here already."),
    )  # fmt: skip
    place = RadioField(
        _l("As"), choices=[SelectChoice(GUEST, _l("Guest")), SelectChoice(HOST, _l("Host"))], default=GUEST
    )
