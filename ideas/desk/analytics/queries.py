"""Numbers for the desk: what is owed today, who answered, and how arrivals and answers went, on the boards that one hosts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from statistics import median
from typing import Any

from sqlalchemy import case, func, literal, select, union_all

from ideas.base.db import db
from ideas.community.idea.answer_clock import AWAITS_ANSWER
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer
from ideas.desk.inbox.queue import hosted_boards
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.viewer import Viewer

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
WEEKS = 26
SAMPLE = 2_000
PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Today:
    """Ideas that wait for an answer, those of them that are late or due within a week, and answers of the last week."""

    waiting: int = 0
    late: int = 0
    due_this_week: int = 0
    answered_this_week: int = 0


@dataclass(frozen=True, slots=True)
class Answerer:
    """One of the staff: answers of the last 7 and 30 days that carry their name, and what waits in their hands."""

    name: str
    handle: str | None
    answered_7: int
    answered_30: int
    median_days: float | None
    assigned: int


@dataclass(frozen=True, slots=True)
class Week:
    """How many ideas came in a week from Monday on, and how many were answered in it."""

    first_day: datetime
    came: int
    answered: int


def today(viewer: Viewer, at: datetime, *, board_id: int | None = None) -> Today:
    """What is owed on the boards that this viewer hosts, or on one of them, in one query."""
    boards = hosted_boards(viewer, board_id)
    if not boards:
        return Today()
    waits = (IdeaRank.board_id.in_(boards), AWAITS_ANSWER)
    counts = (
        select(func.count()).select_from(IdeaRank).where(*waits),
        select(func.count()).select_from(IdeaRank).where(*waits, IdeaRank.answer_due <= at),
        select(func.count())
        .select_from(IdeaRank)
        .where(*waits, IdeaRank.answer_due > at, IdeaRank.answer_due <= at + WEEK),
        select(func.count()).select_from(Idea).where(*_answered(boards), Idea.answered_at > at - WEEK),
    )
    row = db.session.execute(select(*(count.scalar_subquery() for count in counts))).one()
    return Today(*row)


def answerers(viewer: Viewer, at: datetime, *, board_id: int | None = None) -> Sequence[Answerer]:
    """Who answered in the last 30 days or holds ideas that wait, the busiest first, in four queries.

    Counts are exact; the median wait is of the newest 2,000 answers, those to imported ideas left out.
    """
    boards = hosted_boards(viewer, board_id)
    if not boards:
        return ()
    answered, assigned = _answer_counts(boards, at), _assigned(boards)
    waits = _waits(boards, at)
    found = [
        Answerer(
            name,
            handle,
            *answered.get(account_id, (0, 0)),
            median_days=median(waits[account_id]) if account_id in waits else None,
            assigned=assigned.get(account_id, 0),
        )
        for account_id, name, handle in _names({*answered, *assigned})
    ]
    return sorted(found, key=lambda one: (-one.answered_30, -one.assigned, one.name))


def trend(viewer: Viewer, at: datetime, *, board_id: int | None = None) -> Sequence[Week]:
    """The last 26 weeks with the present one, oldest first, in two queries. Imported ideas did not arrive here."""
    boards = hosted_boards(viewer, board_id)
    monday = datetime.combine(at.date() - timedelta(days=at.weekday()), time(), UTC)
    starts = [monday - back * WEEK for back in range(WEEKS - 1, -1, -1)]
    if not boards:
        return [Week(start, 0, 0) for start in starts]
    came = _by_week(Idea.created_at, (*_seen(boards), Idea.is_imported.is_(False)), starts)
    answered = _by_week(Idea.answered_at, _seen(boards), starts)
    return [Week(start, came[index], answered[index]) for index, start in enumerate(starts)]


def _seen(boards: Sequence[int]) -> tuple[Any, ...]:
    return Idea.board_id.in_(boards), Idea.visibility == Visibility.PUBLIC


def _answered(boards: Sequence[int]) -> tuple[Any, ...]:
    return (*_seen(boards), Idea.answered_at.is_not(None))


def _answer_counts(boards: Sequence[int], at: datetime) -> Mapping[int, tuple[int, int]]:
    of_week = func.sum(case((Idea.answered_at > at - WEEK, 1), else_=0))
    rows = db.session.execute(
        select(Answer.account_id, of_week, func.count())
        .select_from(Idea)
        .join(Answer, Answer.idea_id == Idea.id)
        .where(*_answered(boards), Idea.answered_at > at - MONTH, Answer.account_id.is_not(None))
        .group_by(Answer.account_id)
    )
    return {account_id: (int(week), month) for account_id, week, month in rows}


def _waits(boards: Sequence[int], at: datetime) -> Mapping[int, Sequence[float]]:
    """How many days each of their answers of the last 30 days was waited for."""
    rows = db.session.execute(
        select(Answer.account_id, Idea.created_at, Idea.answered_at)
        .select_from(Idea)
        .join(Answer, Answer.idea_id == Idea.id)
        .where(*_answered(boards), Idea.answered_at > at - MONTH, Answer.account_id.is_not(None))
        .where(Idea.is_imported.is_(False))
        .order_by(Idea.answered_at.desc())
        .limit(SAMPLE)
    )
    waits: dict[int, list[float]] = {}
    for account_id, came, answered_at in rows:
        assert account_id is not None
        assert answered_at is not None
        waits.setdefault(account_id, []).append((answered_at - came) / timedelta(days=1))
    return waits


def _assigned(boards: Sequence[int]) -> Mapping[int, int]:
    """How many ideas that wait for an answer each has taken or was given."""
    rows = db.session.execute(
        select(Idea.assignee_id, func.count())
        .select_from(IdeaRank)
        .outerjoin(Idea, Idea.id == IdeaRank.idea_id)  # outer, so that no planner begins elsewhere than with what waits
        .where(IdeaRank.board_id.in_(boards), AWAITS_ANSWER)
        .group_by(Idea.assignee_id)
    )
    return {account_id: count for account_id, count in rows if account_id is not None}


def _names(ids: set[int]) -> Sequence[tuple[int, str, str | None]]:
    rows = db.session.execute(
        select(Account.id, Account.display_name, Membership.handle)
        .outerjoin(Membership, Membership.account_id == Account.id)
        .where(Account.id.in_(sorted(ids)))
        .limit(PEOPLE)
    )
    return [(account_id, name, handle) for account_id, name, handle in rows]


def _by_week(moment: Any, conditions: tuple[Any, ...], starts: Sequence[datetime]) -> dict[int, int]:
    """By the index of the week, how many there were."""
    parts = (
        select(literal(index), func.count()).where(*conditions, moment >= start, moment < start + WEEK)
        for index, start in enumerate(starts)
    )
    return dict(db.session.execute(union_all(*parts)).all())
