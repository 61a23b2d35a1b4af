"""What a transaction does right before it commits, so that acts lock rows in one order and never deadlock.

`step.add(item)` collects; when the outermost transaction commits, each step gets all of its items at once. A savepoint
that rolls back forgets what was added inside it, a transaction that rolls back forgets everything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from ideas.base.db import db

T = TypeVar("T")
_PENDING = "ideas.at_commit"


@dataclass(frozen=True, eq=False, slots=True)
class AtCommit(Generic[T]):
    """One kind of work at commit. Steps run in ascending `order`; the audit log's chain has the highest."""

    order: int
    work: Callable[[Sequence[T]], None]

    def add(self, item: T) -> None:
        """Let `work` have this item when the transaction commits."""
        session = db.session()
        if not session.in_transaction():
            session.begin()  # Without one nothing would end, and a rollback would forget nothing.
        _pending(session).items.append((self, item))


@dataclass(slots=True)
class _Pending:
    items: list[tuple[AtCommit[Any], Any]] = field(default_factory=list)
    before_savepoint: dict[SessionTransaction, int] = field(default_factory=dict)


def run_at_commit(session: Session) -> None:
    """Do now what was added for the commit. Tests call it to read the result before their transaction rolls back."""
    pending = _pending(session)
    if pending.items:
        session.flush()
    while pending.items:
        step = min((step for step, _ in pending.items), key=lambda step: step.order)
        mine = [item for other, item in pending.items if other is step]
        pending.items[:] = [entry for entry in pending.items if entry[0] is not step]
        step.work(mine)


@event.listens_for(Session, "before_commit")
def _run(session: Session) -> None:
    """SQLAlchemy calls this for the release of a savepoint as well, which is not a commit."""
    if not session.in_nested_transaction():
        run_at_commit(session)


@event.listens_for(Session, "after_transaction_create")
def _note_savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        pending = _pending(session)
        pending.before_savepoint[transaction] = len(pending.items)


@event.listens_for(Session, "after_soft_rollback")
def _forget_savepoint(session: Session, transaction: SessionTransaction) -> None:
    pending = _pending(session)
    if transaction in pending.before_savepoint:
        del pending.items[pending.before_savepoint[transaction] :]


@event.listens_for(Session, "after_transaction_end")
def _forget_all(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_PENDING, None)


def _pending(session: Session) -> _Pending:
    pending: _Pending = session.info.setdefault(_PENDING, _Pending())
    return pending
