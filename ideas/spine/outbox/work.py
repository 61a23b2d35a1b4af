"""What a table needs so that its rows are worked on by the outbox, and the claim on one row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, text, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from ideas.base.db import db
from ideas.spine.outbox.rules import Lane


class Unworkable(Exception):
    """This row can never be worked on, such as an email that can't be built: it is parked without another try."""


class LeaseLost(Exception):
    """Another worker took the row after the lease ran out: what was done in this transaction must be rolled back."""


class Leased:
    """The columns by which the outbox takes a row, tries it again, and parks it."""

    lease_until: Mapped[datetime | None]
    """Nobody takes the row before then."""
    attempts: Mapped[int] = mapped_column(default=0)
    """How often it was taken, also by workers that crashed. Tells a late worker that it lost its lease."""
    failures: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """How often its own work raised an error."""
    parked_at: Mapped[datetime | None]
    """Since when it waits for an operator (`flask outbox`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """One kind of work: which rows of which table wait, and what is done with one of them."""

    name: str
    """What an operator calls it."""
    model: type[Leased]
    key: InstrumentedAttribute[int]
    brand: InstrumentedAttribute[int]
    """Brands with waiting rows take turns."""
    kind: InstrumentedAttribute[Any]
    """What `flask outbox show` prints about a row."""
    problem: InstrumentedAttribute[str | None]
    """Where the last failure is noted."""
    is_open: ColumnElement[bool]
    """Whether a row is not done. With `parked_at IS NULL` it should match a partial index."""
    lane: Lane | InstrumentedAttribute[int]
    since: InstrumentedAttribute[datetime]
    """Since when a row waits."""
    order: InstrumentedAttribute[Any]
    """Which of a brand's rows comes first."""
    do: Callable[["Claim"], None]
    """Do the work and call `claim.finish` or `claim.delete` in the same transaction. Raises Unworkable to have it parked."""
    drop: Callable[["Claim"], None]
    """Give the row up for good, within a transaction."""
    due: InstrumentedAttribute[datetime] | None = None
    """Before when nobody takes a row, where it has a column for that; else the lease also puts off the next try."""

    @property
    def delay(self) -> InstrumentedAttribute[Any]:
        """The column that puts off the next try."""
        return self.due if self.due is not None else self.model.lease_until  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Claim:
    """One row, taken by this worker until its lease runs out."""

    work: Work
    id: int
    attempt: int
    failures: int

    def finish(self, **values: Any) -> None:
        """Write these values into the row. Raises LeaseLost if somebody else has taken it since."""
        mine = update(self.work.model).where(*self.is_mine).values(**values)
        self._run(mine)

    def delete(self) -> None:
        """Delete the row. Raises LeaseLost if somebody else has taken it since."""
        self._run(delete(self.work.model).where(*self.is_mine))

    @property
    def is_mine(self) -> tuple[ColumnElement[bool], ...]:
        """The condition under which the row is still this worker's."""
        return self.work.key == self.id, self.work.model.attempts == self.attempt

    def _run(self, statement: Any) -> None:
        changed = db.session.execute(
            statement.returning(self.work.key), execution_options={"synchronize_session": False}
        )
        if changed.first() is None:
            raise LeaseLost(f"{self.work.name} {self.id}")
