"""Reads for the promise: of the ideas that came in each month and on each board, how many were answered in time, how soon.

Everything but what waits now is counted within one index of the ideas. Left out are ideas that were merged into others,
which their canonical one stands for, those that nobody sees, and those brought over from elsewhere: nobody here had
promised them an answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import case, func, literal, select, union_all

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.idea.answer_clock import AWAITS_ANSWER
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.people.brand.viewer import Viewer

MONTHS = 12
SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """How many ideas came, were answered, were answered late, and wait although they are due; the median wait in days."""

    came: int = 0
    answered: int = 0
    late: int = 0
    overdue: int = 0
    median_days: float | None = None

    @property
    def in_time(self) -> int:
        return self.answered - self.late

    @property
    def decided(self) -> int:
        """Those of which one can say whether the promise was kept: answered, or due and not answered."""
        return self.answered + self.overdue

    @property
    def waiting(self) -> int:
        return self.came - self.answered

    @property
    def share(self) -> float | None:
        """The share answered in time, of those that are answered or due."""
        return self.in_time / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an answer now, however old, and how much of it is late. Imported ideas are counted apart."""

    all: int = 0
    late: int = 0
    imported: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """The months, oldest first, the boards in their order, and the same figures over all of them."""

    months: Sequence[tuple[datetime, Figures]]
    boards: Sequence[tuple[Board, Figures]]
    total: Figures
    waiting: Waiting


@dataclass(slots=True)
class _Counts:
    """Counts by month and board, on their way to figures."""

    came: dict[tuple[int, int], int] = field(default_factory=dict)
    answered: dict[tuple[int, int], int] = field(default_factory=dict)
    late: dict[tuple[int, int], int] = field(default_factory=dict)
    overdue: dict[tuple[int, int], int] = field(default_factory=dict)

    def figures(self, waits: Sequence[float], *, month: int | None = None, board: int | None = None) -> Figures:
        """The figures of one month, of one board, or of all."""
        sums = (
            sum(count for (m, b), count in counts.items() if month in (None, m) and board in (None, b))
            for counts in (self.came, self.answered, self.late, self.overdue)
        )
        came, answered, late, overdue = sums
        return Figures(came, answered, late, overdue, median(waits) if waits else None)


def read_promise(viewer: Viewer, *, at: datetime) -> Promise:
    """The last twelve months of the public ideas on the boards that this viewer sees, in four queries.

    An idea counts in the month in which it came. Counts are exact; the median of a month, and of a board, is that of its
    newest 500 answered ideas.
    """
    starts = [_months_before(at, back) for back in range(MONTHS - 1, -1, -1)]
    ends = [*starts[1:], at]
    counts = _count(viewer, starts, ends)
    waiting = _count_waiting(viewer, starts, counts, at=at)
    by_month = _waits(
        _of_month(_answered(index), viewer, start, end)
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    by_board = _waits(
        _of_month(_answered(board.id), viewer, starts[0], at).where(Idea.board_id == board.id)
        for board in viewer.boards
    )
    months = [(start, counts.figures(by_month.get(index, ()), month=index)) for index, start in enumerate(starts)]
    boards = [(board, counts.figures(by_board.get(board.id, ()), board=board.id)) for board in viewer.boards]
    total = counts.figures([wait for waits in by_month.values() for wait in waits])
    return Promise(months, boards, total, waiting)


def _count(viewer: Viewer, starts: Sequence[datetime], ends: Sequence[datetime]) -> _Counts:
    """For each month and board, how many ideas came, how many of them were answered, and how many of those late."""
    counts = _Counts()
    was_late = func.sum(case((Idea.answered_at > Idea.answer_was_due, 1), else_=0))
    columns = (Idea.board_id, func.count(), func.count(Idea.answered_at), was_late)
    parts = (
        _of_month(select(literal(index).label("month"), *columns), viewer, start, end).group_by(Idea.board_id)
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    for month, board_id, came, answered, late in db.session.execute(union_all(*parts)):
        place = (month, board_id)
        counts.came[place], counts.answered[place], counts.late[place] = came, answered, int(late)
    return counts


def _count_waiting(viewer: Viewer, starts: Sequence[datetime], counts: _Counts, *, at: datetime) -> Waiting:
    """What waits now; and of those that came within the months and were never answered, how many are due, into counts."""
    before = case(*((IdeaRank.created_at < start, index - 1) for index, start in enumerate(starts)), else_=MONTHS - 1)
    rows = (
        select(
            before.label("month"),
            IdeaRank.board_id,
            Idea.is_imported,
            Idea.answered_at.is_(None).label("is_first"),
            case((IdeaRank.answer_due <= at, 1), else_=0).label("late"),
        )
        .select_from(IdeaRank)
        .outerjoin(Idea, Idea.id == IdeaRank.idea_id)  # outer, so that no planner begins elsewhere than with what waits
        .where(IdeaRank.board_id.in_(viewer.board_ids), AWAITS_ANSWER)
        .subquery()
    )
    keys = (rows.c.month, rows.c.board_id, rows.c.is_imported, rows.c.is_first)
    everything = late_ones = imported = 0
    for month, board_id, is_imported, is_first, number, late in db.session.execute(
        select(*keys, func.count(), func.sum(rows.c.late)).group_by(*keys)
    ):
        if is_imported:
            imported += number
            continue
        everything, late_ones = everything + number, late_ones + int(late)
        if is_first and month >= 0:
            counts.overdue[month, board_id] = int(late)
    return Waiting(everything, late_ones, imported)


def _answered(key: int) -> Any:
    return (
        select(literal(key).label("key"), Idea.created_at.label("came"), Idea.answered_at.label("answered"))
        .where(Idea.answered_at.is_not(None))
        .order_by(Idea.created_at.desc())
        .limit(SAMPLE)
    )


def _waits(parts: Iterable[Any]) -> Mapping[int, list[float]]:
    """By the key of each part, how many days its ideas waited."""
    found: dict[int, list[float]] = {}
    samples = [select(part.subquery()) for part in parts]
    for key, came, answered in db.session.execute(union_all(*samples)) if samples else ():
        found.setdefault(key, []).append((answered - came) / timedelta(days=1))
    return found


def _of_month(found: Any, viewer: Viewer, start: datetime, end: datetime) -> Any:
    return found.where(
        Idea.board_id.in_(viewer.board_ids),
        Idea.visibility == Visibility.PUBLIC,
        Idea.created_at >= start,
        Idea.created_at < end,
        Idea.merged_into_id.is_(None),
        Idea.is_imported.is_(False),
    )


def _months_before(at: datetime, back: int) -> datetime:
    months = at.year * 12 + at.month - 1 - back
    return at.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
