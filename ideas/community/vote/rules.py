"""What a vote may be, and the limits of what staff record."""

from enum import StrEnum

NAME_MAX = 60
SAID_WHERE_MAX = 120
LINK_MAX = 500


class VoteState(StrEnum):
    """Whether a vote counts. `held` is kept, not counted, and its person is told; `void` was found to be false.

    Both can be undone: no vote is ever deleted but by whoever cast it.
    """

    COUNTED = "counted"
    UNDER_REVIEW = "held"
    VOID = "void"
