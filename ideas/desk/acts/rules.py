"""What can wait at the desk, and the limits of an act on it."""

from datetime import timedelta
from enum import StrEnum

SELECTED_MAX = 100
TOLD_AFTER = timedelta(seconds=12)
UNDO_UNTIL = timedelta(days=30)
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
