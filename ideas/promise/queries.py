"""Reads for the promise: of the ideas that came in each month, how many were answered, and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import select

from ideas.board.viewer import Viewer
from ideas.db import db
from ideas.idea.models import Idea
from ideas.idea.rules import Visibility

MONTHS = 12
SAMPLE = 20_000


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
    """The last twelve months of the public ideas on the boards that this viewer sees.

    An idea counts in the month in which it came, so a month's share can still rise. Reads two moments of at most
    20,000 ideas, the newest first.
    """
    first = _months_before(at, MONTHS - 1)
    rows = db.session.execute(
        select(Idea.created_at, Idea.answered_at)
        .where(
            Idea.created_at >= first,
            Idea.board_id.in_(viewer.board_ids),
            Idea.visibility == Visibility.PUBLIC,
        )
        .order_by(Idea.created_at.desc())
        .limit(SAMPLE)
    ).all()
    by_month: dict[tuple[int, int], list[tuple[datetime, datetime | None]]] = {}
    for created_at, answered_at in rows:
        by_month.setdefault((created_at.year, created_at.month), []).append((created_at, answered_at))
    starts = [_months_before(at, back) for back in range(MONTHS - 1, -1, -1)]
    months = [_month(start, by_month.get((start.year, start.month), [])) for start in starts]
    total = _month(first, [row._tuple() for row in rows])
    return Promise(months, total, waiting=total.came - total.answered)


def _month(first_day: datetime, ideas: Sequence[tuple[datetime, datetime | None]]) -> Month:
    waits = [(answered - came) / timedelta(days=1) for came, answered in ideas if answered is not None]
    return Month(first_day, len(ideas), len(waits), median(waits) if waits else None)


def _months_before(at: datetime, back: int) -> datetime:
    months = at.year * 12 + at.month - 1 - back
    return at.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
