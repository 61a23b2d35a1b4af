"""How long PostgreSQL may take: pages and jobs have time limits; commands and migrations have none.

Pages and jobs share the connections of one process, so a limit can't belong to the engine. Whoever works says which limits
are theirs (`time_limits`); a connection that is taken from the pool is told only if it had others before. That costs one
round trip when a connection changes hands between a page and a job, and none otherwise. `SET LOCAL` would cost one in
each transaction, a second pool would double the connections, and `options` at connecting can't be changed later.

The limits are set on the session: a pooler such as PgBouncer must pool sessions, not transactions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """In milliseconds, 0 for none: a statement, waiting for a lock, and a transaction that asks for nothing."""

    statement: int = 0
    lock: int = 0
    idle_in_transaction: int = 0


PAGE = TimeLimits(statement=5_000, lock=2_000, idle_in_transaction=10_000)
JOB = TimeLimits(statement=60_000, lock=10_000, idle_in_transaction=60_000)
NONE = TimeLimits()

_limits: ContextVar[TimeLimits] = ContextVar("time_limits", default=NONE)


@contextmanager
def time_limits(limits: TimeLimits) -> Iterator[None]:
    """Connections that are taken from the pool within this block have these limits."""
    token = _limits.set(limits)
    try:
        yield
    finally:
        _limits.reset(token)


def set_up_limits(engine: Engine) -> None:
    """Give each connection of a PostgreSQL engine the limits of whoever takes it from the pool."""

    @event.listens_for(engine, "checkout")
    def _set_limits(connection: Any, record: Any, proxy: Any) -> None:
        wanted = _limits.get()
        if record.info.get("time_limits") == wanted:
            return
        connection.autocommit = True  # Within a transaction a rollback would take the limits back.
        connection.execute(
            f"SET statement_timeout = {wanted.statement}; SET lock_timeout = {wanted.lock};"
            f" SET idle_in_transaction_session_timeout = {wanted.idle_in_transaction}"
        )
        connection.autocommit = False
        record.info["time_limits"] = wanted
