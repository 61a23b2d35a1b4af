"""How urgent work is, how long a lease lasts, when a failed row is tried again, and when it is parked."""

from datetime import timedelta
from enum import IntEnum

LEASE = timedelta(seconds=60)
FAILURES_MAX = 9
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=12)


class Lane(IntEnum):
    """How urgent a row is. While one lane has due rows, the lanes after it wait."""

    URGENT = 0  # Somebody waits for it at the screen: sign-in and sign-up emails.
    PROMPT = 1  # What happened is passed on, and emails to one person about their own things.
    BULK = 2  # One thing told to many: followers' news.


def delay_after(failures: int) -> timedelta:
    """How long to wait after so many failures: 5 s, 20 s, 80 s and so on, at most 12 hours; 20 hours for all of them."""
    return min(FIRST_DELAY * int(4 ** (failures - 1)), LONGEST_DELAY)
