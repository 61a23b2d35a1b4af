"""What can be limited, how a case or an appeal can end, and how long the words about it may be."""

from datetime import timedelta
from enum import StrEnum

LABEL_MAX = 80
TEXT_MAX = 500
REPORT_MAX = 1_000
FACTS_MIN = 10
FACTS_MAX = 2_000
APPEAL_MIN = 10
APPEAL_MAX = 2_000
WORDS_MIN = 10
WORDS_MAX = 2_000

APPEAL_WITHIN = timedelta(days=183)
NEW_ACCOUNT = timedelta(days=7)
# Nobody is told sooner, so that an act can be undone unseen.
TOLD_AFTER = timedelta(seconds=20)

FIRST_RULES = (
    ("Be kind", "No insults, threats or hatred, of people or of groups."),
    ("No advertising", "Ideas and comments are not for selling or promoting something else."),
    ("No personal data", "Nobody's address, number or private matters, your own included."),
    ("Keep to the subject", "Ideas for this brand; comments about the idea that they stand under."),
    ("Keep to the law", "Nothing that is forbidden to publish."),
)


class Limit(StrEnum):
    """What was done to a person's words or part here."""

    HIDE = "hide"
    REMOVE = "remove"
    SPAM = "spam"
    LOCK = "lock"
    BAN = "ban"
    DECLINE = "decline"
    VOTES = "votes"


LIMITS_OF_AN_IDEA = (Limit.HIDE, Limit.SPAM, Limit.DECLINE)
LIMITS_OF_A_COMMENT = (Limit.REMOVE, Limit.SPAM, Limit.DECLINE)


class CaseOutcome(StrEnum):
    """What became of a report."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class AppealOutcome(StrEnum):
    """What became of an appeal."""

    KEPT = "kept"
    LIFTED = "lifted"


class CaseAct(StrEnum):
    """What a moderator can do about a case."""

    DISMISS = "dismiss"
    HIDE = "hide"
    SPAM = "spam"
    BAN = "ban"
