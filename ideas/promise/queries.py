"""Reads for the promise: of the ideas that came in each month, how many were answered, and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, literal, select, union_all

from ideas.board.viewer import Viewer
from ideas.db import db
from ideas.idea.models import Idea
from ideas.idea.rules import Visibility

MONTHS = 12
SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Month:
    """The ideas that came in one month: how many, how many of them were answered, and the median wait in days."""

    first_day: datetime
    came: int
    answered: int
    median_days: float | None

    @property
    def share(self) -> float | None:
        return self.answered / self.came if self.came else None


@dataclass(frozen=True, slots=True)
class Promise:
    """The months, oldest first, and the same figures over all of them."""

    months: Sequence[Month]
    total: Month
    waiting: int


def read_promise(viewer: Viewer, *, at: datetime) -> Promise:
    """The last twelve months of the public ideas on the boards that this viewer sees, in two queries.

    An idea counts in the month in which it came, so a month's share can still rise. Counts are exact; a month's median is
    that of its newest 500 answered ideas.
    """
    starts = [_months_before(at, back) for back in range(MONTHS - 1, -1, -1)]
    ends = [*starts[1:], at]
    waits = _waits(viewer, starts, ends)
    months = [
        Month(start, came, answered, median(waits[index]) if waits[index] else None)
        for index, (start, (came, answered)) in enumerate(zip(starts, _counts(viewer, starts, ends), strict=True))
    ]
    every_wait = [wait for month in waits for wait in month]
    came, answered = sum(month.came for month in months), sum(month.answered for month in months)
    total = Month(starts[0], came, answered, median(every_wait) if every_wait else None)
    return Promise(months, total, waiting=came - answered)


def _counts(viewer: Viewer, starts: Sequence[datetime], ends: Sequence[datetime]) -> list[tuple[int, int]]:
    """For each month, how many ideas came and how many of them were answered."""
    found = [(0, 0)] * len(starts)
    parts = (
        _of_month(
            select(literal(index).label("month"), func.count(Idea.id), func.count(Idea.answered_at)), viewer, start, end
        )
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    for index, came, answered in db.session.execute(union_all(*parts)):
        found[index] = (came, answered)
    return found


def _waits(viewer: Viewer, starts: Sequence[datetime], ends: Sequence[datetime]) -> list[list[float]]:
    """For each month, how many days its answered ideas waited."""
    found: list[list[float]] = [[] for _ in starts]
    columns = (Idea.created_at.label("came"), Idea.answered_at.label("answered"))
    parts = (
        select(
            _of_month(select(literal(index).label("month"), *columns), viewer, start, end)
            .where(Idea.answered_at.is_not(None))
            .order_by(Idea.created_at.desc())
            .limit(SAMPLE)
            .subquery()
        )
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    for index, came, answered in db.session.execute(union_all(*parts)):
        found[index].append((answered - came) / timedelta(days=1))
    return found


def _of_month(found: Any, viewer: Viewer, start: datetime, end: datetime) -> Any:
    return found.where(
        Idea.board_id.in_(viewer.board_ids),
        Idea.visibility == Visibility.PUBLIC,
        Idea.created_at >= start,
        Idea.created_at < end,
    )


def _months_before(at: datetime, back: int) -> datetime:
    months = at.year * 12 + at.month - 1 - back
    return at.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
