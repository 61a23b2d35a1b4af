"""What waits in the outbox too long, and what is parked there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from ideas.base.db import db, every_brand
from ideas.spine.outbox.work import Work

LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """A row that failed for good."""

    work: str
    id: int
    kind: str | int
    brand_id: int
    failures: int
    parked_at: datetime
    problem: str | None


def count_parked(work: Work) -> int:
    """How many rows of this work are parked."""
    with every_brand():
        return db.session.scalar(select(func.count(work.key)).where(*is_parked(work))) or 0


def list_parked(work: Work, *, limit: int) -> list[ParkedRow]:
    """The first parked rows of this work."""
    model = work.model
    columns = select(work.key, work.kind, work.brand, model.failures, model.parked_at, work.problem)
    with every_brand():
        rows = db.session.execute(columns.where(*is_parked(work)).order_by(work.key).limit(limit)).all()
    return [ParkedRow(work.name, *row) for row in rows]


def late_work(works: Iterable[Work], *, now: datetime) -> list[str]:
    """The names of those with a row that has been due for more than five minutes and that nobody works on."""
    return [work.name for work in works if _any(work, *_is_late(work, now - LATE_AFTER))]


def parked_work(works: Iterable[Work]) -> list[str]:
    """The names of those with a parked row."""
    return [work.name for work in works if _any(work, *is_parked(work))]


def is_parked(work: Work, ids: Sequence[int] | None = None) -> tuple[ColumnElement[bool], ...]:
    """The condition of a parked row: one of these, or any where `ids` is None."""
    parked = (work.is_open, work.model.parked_at.is_not(None))
    return parked if ids is None else (*parked, work.key.in_(ids))


def _is_late(work: Work, then: datetime) -> tuple[ColumnElement[bool], ...]:
    lease = work.model.lease_until
    return work.is_open, work.model.parked_at.is_(None), work.since < then, or_(lease.is_(None), lease < then)


def _any(work: Work, *conditions: ColumnElement[bool]) -> bool:
    with every_brand():
        return db.session.scalar(select(work.key).where(*conditions).limit(1)) is not None
