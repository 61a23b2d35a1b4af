"""Who may see a board, whose posts wait there, and the arithmetic of its answer clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NAME_MAX = 60
DESCRIPTION_MAX = 300
ANSWER_DAYS = 14
ANSWER_VOTES = 25
ANSWER_DAYS_MOST = 365
ANSWER_VOTES_LEAST, ANSWER_VOTES_MOST = 2, 10_000
VOTES_GRACE = timedelta(days=1)
PAUSE_DAYS_MOST = 60
PAUSE_AHEAD_MOST = 366
PAUSE_REASON_MAX = 200


class Access(StrEnum):
    """Who sees a board and what is on it: everyone, the brand's members, or the people invited to it."""

    PUBLIC = "public"
    MEMBERS = "members"
    INVITED = "invited"


class Approval(StrEnum):
    """Which posts wait for approval before others see them."""

    NONE = "none"
    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stands still. Those of one board never overlap."""

    starts_at: datetime
    over_at: datetime


def due_at(start: datetime, days: int, pauses: Sequence[Pause]) -> datetime:
    """When `days` have passed since `start`, the time within pauses not counted."""
    return _after(start, timedelta(days=days), pauses)


def due_by_votes(at: datetime, pauses: Sequence[Pause]) -> datetime:
    """When an idea that has just got the votes for an early answer is due: a day later, so that somebody can write it."""
    return _after(at, VOTES_GRACE, pauses)


def moved_due(due: datetime, *, since: datetime, before: Sequence[Pause], after: Sequence[Pause]) -> datetime:
    """When what was due by the pauses of `before` is due by those of `after`, which differ only from `since` on.

    The time that was left at `since` stays the same. What was due until then stays as it was: late is late.
    """
    if due <= since:
        return due
    paused = sum(
        (max(min(pause.over_at, due) - max(pause.starts_at, since), timedelta()) for pause in before), timedelta()
    )
    return _after(since, due - since - paused, after)


def _after(start: datetime, left: timedelta, pauses: Sequence[Pause]) -> datetime:
    now = start
    for pause in sorted(pauses, key=lambda pause: pause.starts_at):
        if pause.over_at <= now:
            continue
        running = max(pause.starts_at - now, timedelta())
        if running >= left:
            break
        now, left = pause.over_at, left - running
    return now + left
