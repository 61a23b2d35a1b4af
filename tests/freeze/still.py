"""A world in which time passes only when it is told to, and in which a code is always the same."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from ideas.base import clock

CODE = 123_456


class StillClock:
    """The time that the app is told."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The moment at which the world stands still."""
        return self._now

    def pass_by(self, **distance: float) -> None:
        """Let this much time pass: `pass_by(minutes=5)`."""
        self._now += timedelta(**distance)

    def go_to(self, moment: datetime) -> None:
        """Let time pass until this moment."""
        if moment < self._now:
            raise ValueError(f"time does not go back from {self._now} to {moment}")
        self._now = moment


@contextmanager
def standing_still(start: datetime) -> Iterator[StillClock]:
    """Within this block the app's clock is the one that is given, also where libraries count time, and a code is 123 456."""
    still = StillClock(start)
    with (
        patch.object(clock, "now", still.now),
        patch.object(time, "time", lambda: still.now().timestamp()),
        patch.object(secrets, "randbelow", lambda below: CODE % below),
    ):
        yield still
