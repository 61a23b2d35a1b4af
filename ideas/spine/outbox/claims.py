"""Taking one row under a lease, renewing the lease, and noting a failure. Each is a short transaction of its own."""

import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, update

from ideas.base.db import db, every_brand, writing
from ideas.spine.outbox.rules import FAILURES_MAX, LEASE, Lane, delay_after
from ideas.spine.outbox.work import Claim, Unworkable, Work

RACES_MAX = 5
_ADDRESS = re.compile(r"[^\s<>\"'(:]+@")


class Source:
    """The rows of one kind of work in one lane. Its brands take turns; a brand's own rows go in their order."""

    def __init__(self, work: Work, lane: Lane) -> None:
        self.work = work
        self._next = _next_row(work, lane)
        self._last_brand = -1

    def claim(self, now: datetime, lease: timedelta = LEASE) -> Claim | None:
        """Take the next due row, or None. A row that another worker takes first is passed over."""
        for _ in range(RACES_MAX):
            with every_brand():
                found = db.session.execute(self._next, {"now": now, "last_brand": self._last_brand}).first()
            db.session.rollback()
            if found is None:
                return None
            self._last_brand = found.brand
            claim = take(self.work, found.id, now=now, lease=lease)
            if claim is not None:
                return claim
        return None


def take(work: Work, row_id: int, *, now: datetime, lease: timedelta = LEASE) -> Claim | None:
    """Take this row until `now + lease`; None if it is done, parked, not due, or taken by somebody else."""
    taken = (
        update(work.model)
        .where(work.key == row_id, _is_waiting(work), _is_due(work, now))
        .values(lease_until=now + lease, attempts=work.model.attempts + 1)
        .returning(work.model.attempts, work.model.failures)
    )
    with every_brand(), writing():
        row = db.session.execute(taken, execution_options={"synchronize_session": False}).first()
    return Claim(work, row_id, row[0], row[1]) if row is not None else None


def renew(claim: Claim, *, now: datetime, lease: timedelta = LEASE) -> None:
    """Let the lease run on until `now + lease`. Raises LeaseLost if somebody else has taken the row."""
    with every_brand(), writing():
        claim.finish(lease_until=now + lease)


def note_failure(claim: Claim, error: Exception, *, now: datetime) -> bool:
    """Count the failure and try again later, or park the row. Returns whether it is parked."""
    failures = claim.failures + 1
    is_parked = failures >= FAILURES_MAX or isinstance(error, Unworkable)
    values = {"failures": failures, "parked_at": now if is_parked else None, claim.work.problem.key: describe(error)}
    with every_brand(), writing():
        claim.finish(**{"lease_until": None, claim.work.delay.key: now + delay_after(failures), **values})
    return is_parked


def describe(error: Exception) -> str:
    """What went wrong, without people's texts and addresses: a database's error would print the row."""
    words = str(error) if isinstance(error, OSError | Unworkable) else ""
    return _ADDRESS.sub("…@", words)[:300] or type(error).__name__


def _next_row(work: Work, lane: Lane) -> Select[Any]:
    """The first due row of the next brand after `last_brand`. Walks from brand to brand, one index seek each."""
    now: Any = bindparam("now")
    waiting = _is_waiting(work, lane)
    first = select(func.min(work.brand)).where(waiting).scalar_subquery()
    brands = select(first.label("brand")).cte("brands", recursive=True)
    following = select(func.min(work.brand)).where(waiting, work.brand > brands.c.brand).scalar_subquery()
    brands = brands.union_all(select(following).where(brands.c.brand.is_not(None)))
    row = select(work.key).where(waiting, work.brand == brands.c.brand, _is_due(work, now))
    row_id = row.order_by(work.order, work.key).limit(1).scalar_subquery()
    due = select(brands.c.brand, row_id.label("id")).where(brands.c.brand.is_not(None)).subquery()
    is_next = due.c.brand > bindparam("last_brand")
    return select(due.c.brand, due.c.id).where(due.c.id.is_not(None)).order_by(is_next.desc(), due.c.brand).limit(1)


def _is_waiting(work: Work, lane: Lane | None = None) -> ColumnElement[bool]:
    """Neither done nor parked, and in this lane."""
    waiting = and_(work.is_open, work.model.parked_at.is_(None))
    return waiting if lane is None or isinstance(work.lane, Lane) else and_(waiting, work.lane == lane)


def _is_due(work: Work, now: Any) -> ColumnElement[bool]:
    is_free = or_(work.model.lease_until.is_(None), work.model.lease_until <= now)
    return is_free if work.due is None else and_(is_free, work.due <= now)
