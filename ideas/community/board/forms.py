"""What owners type about a board and the people on it."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import NumberRange, Optional, StopValidation

from ideas.community.board.rules import (
    ANSWER_DAYS,
    ANSWER_DAYS_MOST,
    ANSWER_VOTES,
    ANSWER_VOTES_LEAST,
    ANSWER_VOTES_MOST,
    DESCRIPTION_MAX,
    NAME_MAX,
    Access,
    Approval,
)
from ideas.people.account.rules import EMAIL_MAX
from ideas.rim.forms import Form, Line, Required, Size, line

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
APPROVAL_WORDS = {
    Approval.NONE: _l("Public at once"),
    Approval.FIRST: _l("A person's first post waits for approval"),
    Approval.ALL: _l("Everything waits for approval"),
}
GUEST, HOST = "guest", "host"
PLACE_HINTS = {
    GUEST: _l("Sees the board also when it is for invited people."),
    HOST: _l("Answers its ideas and moves them along. For idea partners and above."),
}


class _IfSent:
    """An answer rule that is not in the request stays as it is."""

    def __call__(self, form: Form, field: Field) -> None:
        if not field.raw_data:
            raise StopValidation


def _between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, _l("Give a number from %(least)s to %(most)s.", least=least, most=most))


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
    answer_days = IntegerField(
        _l("Days until the answer"),
        [_IfSent(), Required(), _between(1, ANSWER_DAYS_MOST)],
        default=ANSWER_DAYS,
        description=_l(
            "Everyone reads on the board that each idea is answered within so many days. A change is for ideas that "
            "come later: what was promised stays."
        ),
    )
    answer_votes = IntegerField(
        _l("Or a day after so many votes"),
        [Optional(), _between(ANSWER_VOTES_LEAST, ANSWER_VOTES_MOST)],
        default=ANSWER_VOTES,
        description=_l("What many want is answered sooner. Empty: the days alone decide."),
    )
    idea_approval = RadioField(
        _l("New ideas"),
        [Optional()],
        choices=[SelectChoice(approval.value, words) for approval, words in APPROVAL_WORDS.items()],
        default=Approval.NONE.value,
        description=_l("What you and the other hosts write never waits."),
    )
    comment_approval = RadioField(
        _l("New comments"),
        [Optional()],
        choices=[SelectChoice(approval.value, words) for approval, words in APPROVAL_WORDS.items()],
        default=Approval.NONE.value,
    )


class BoardMemberForm(Form):
    """Somebody for a board."""

    person = Line(
        _l("Person"),
        [Required(), Size(most=EMAIL_MAX)],
        description=_l("The @name or the e-mail address of somebody who takes part here already."),
    )
    place = RadioField(
        _l("As"), choices=[SelectChoice(GUEST, _l("Guest")), SelectChoice(HOST, _l("Host"))], default=GUEST
    )
