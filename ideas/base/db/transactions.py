"""Transactions: a context reads in a read-only one; `writing()` is the one that writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ideas.base.db.model import db

_writes: ContextVar[bool] = ContextVar("writes", default=False)


def may_write() -> bool:
    """Whether the next transaction of this context may write."""
    return _writes.get()


@contextmanager
def writes_allowed() -> Iterator[None]:
    """Within this block transactions may write. Elsewhere the database itself refuses to.

    For what works on a connection of its own, such as a migration. Everything else goes through `writing()`.
    """
    token = _writes.set(True)
    try:
        yield
    finally:
        _writes.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction around an act: commits at the end, rolls back on an exception.

    It ends the transaction in which the page was read, so every object read before is read again when it is used. What is
    to be changed has to be found again inside. On SQLite nobody else writes meanwhile: draw, hash and send outside.

    Raises RuntimeError inside another `writing()`, and when changes wait in the session: they would be lost.
    """
    session = db.session()
    if may_write():
        raise RuntimeError("a transaction that writes is open already")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside of writing(): they would be lost")
    session.rollback()
    token = _writes.set(True)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _writes.reset(token)


def release_connection() -> None:
    """Let go of the connection before slow work, such as hashing a password. What was read is read again when it is used.

    Raises RuntimeError in a transaction that writes, and when changes wait in the session: they would be lost.
    """
    session = db.session()
    if may_write() or session.new or session.dirty or session.deleted:
        raise RuntimeError("slow work inside of a transaction that writes")
    session.rollback()
