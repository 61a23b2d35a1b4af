"""What the desk's queue holds and when each kind of it is late; limits of the desk."""

from datetime import timedelta
from enum import StrEnum

PAGE = 25
COUNTED = 500
SELECTED_MAX = 100
UNDO_FOR = timedelta(seconds=10)
TOLD_AFTER = timedelta(seconds=12)
UNDO_UNTIL = timedelta(days=30)
SEEN_FOR = timedelta(seconds=60)
ACTS_PAGE = 30
BLOCKED_FOR = timedelta(days=30)


class Kind(StrEnum):
    """What an item of the queue wants of a person. In the order in which two of the same lateness stand."""

    APPEAL = "appeal"
    REPORT = "report"
    APPROVE = "approve"
    COMMENT = "comment"
    VOTES = "votes"
    ANSWER = "answer"
    DUPLICATE = "duplicate"

    @property
    def rank(self) -> int:
        return list(Kind).index(self)


# How long each kind may wait; an answer has a clock of its own, by the rule of its board.
PATIENCE: dict[Kind, timedelta] = {
    Kind.APPEAL: timedelta(days=5),
    Kind.REPORT: timedelta(days=1),
    Kind.APPROVE: timedelta(days=1),
    Kind.COMMENT: timedelta(days=1),
    Kind.VOTES: timedelta(days=2),
    Kind.ANSWER: timedelta(),
    Kind.DUPLICATE: timedelta(days=7),
}


class Act(StrEnum):
    """What can be done at the desk."""

    APPROVE = "approve"
    TRUST = "trust"
    DECLINE = "decline"
    ANSWER = "answer"
    MOVE = "move"
    MERGE = "merge"
    TAG = "tag"
    HIDE = "hide"
    TAKE = "take"
    DISMISS = "dismiss"
    VOID = "void"
