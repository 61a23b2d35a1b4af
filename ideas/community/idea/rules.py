"""What an idea may be, and the arithmetic of its heat."""

from datetime import UTC, datetime
from enum import StrEnum

TITLE_MIN = 10
TITLE_MAX = 120
BODY_MAX = 20_000
TAGS_MAX = 5
TAG_MAX = 30
EXCERPT_LENGTH = 220

HALF_LIFE_DAYS = 14
LANDMARK = datetime(2026, 1, 1, tzinfo=UTC)
VOTE_HEAT = 1.0
COMMENT_HEAT = 0.6


class Visibility(StrEnum):
    """Who sees an idea: everyone who sees its board, or only some."""

    PENDING = "pending"
    PUBLIC = "public"
    HIDDEN = "hidden"
    SPAM = "spam"
    WITHDRAWN = "withdrawn"


class Sort(StrEnum):
    """The three orders of a list."""

    POPULAR = "popular"
    TOP = "top"
    NEW = "new"


def heat_of(weight: float, at: datetime) -> float:
    """What one vote or comment adds to an idea's heat.

    heat(idea) = sum over its votes and comments of  weight * 2 ** ((t - LANDMARK) / HALF_LIFE)

    with t the moment of the vote or comment, weight 1 for a vote and 0.6 for a comment by somebody other than the
    author (Fider weighs them 5 : 3). Seen from any later moment each contribution has lost half of its worth for every
    14 days of its age, and as all fade at the same rate their order never changes with time alone: nothing has to be
    recomputed until a vote comes or goes. This is forward exponential decay (Cormode, Shkapenyuk, Srivastava, Xu:
    "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009). It looks at when votes came, not
    at the age of the idea: an old idea that is wanted again climbs again.

    A double holds 2 ** 1023, so the scale lasts 39 years on either side of LANDMARK.
    """
    days = (at - LANDMARK).total_seconds() / 86_400
    return weight * float(2.0 ** (days / HALF_LIFE_DAYS))
