"""Engines: options, pragmas and how a transaction begins, on SQLite and on PostgreSQL."""

import secrets
import sqlite3 as standard_sqlite
import time
from typing import Any

import structlog
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from ideas.base.db.transactions import may_write
from ideas.base.limits import set_up_limits

sqlite: Any
try:
    import pysqlite3 as sqlite  # type: ignore[import-not-found,no-redef,unused-ignore]
except ImportError:
    sqlite = standard_sqlite

logger = structlog.get_logger()

FIXED_BRANCHES = ((3, 44, 6), (3, 50, 7))
FIRST_FIXED = (3, 51, 3)
BUSY_SECONDS = 5


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2, mended in 3.44.6, 3.50.7 and 3.51.3)."""
    return version >= FIRST_FIXED or any(version[:2] == branch[:2] and version >= branch for branch in FIXED_BRANCHES)


def engine_options(url: str) -> dict[str, Any]:
    """What `create_engine` is told for this address."""
    if url.startswith("sqlite"):
        return {"module": sqlite, "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    return {
        "pool_size": 5,
        "max_overflow": 5,
        "pool_timeout": 2,
        "pool_pre_ping": True,
        "connect_args": {"connect_timeout": 3},
    }


def set_up_engine(engine: Engine) -> None:
    """Let transactions write only where `writing()` or `writes_allowed()` says so; give SQLite its pragmas and BEGINs.

    PostgreSQL also gets the time limits of whoever works on it.
    """
    if engine.dialect.name != "sqlite":
        set_up_limits(engine)
        event.listen(engine, "begin", _set_mode_of_postgres)
        return
    journal = "WAL" if wal_is_safe(sqlite.sqlite_version_info) else "DELETE"
    if journal == "DELETE":
        logger.warning(
            "sqlite.rollback_journal", version=sqlite.sqlite_version, why="WAL can corrupt with this version"
        )

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "mmap_size=0",
            "trusted_schema=OFF",
            "journal_size_limit=67108864",
            "cache_size=-16000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        # SQLite's own knows no letters but A to Z: a search for «кофе» would not find «Кофе».
        connection.create_function("lower", 1, _lower, deterministic=True)

    event.listen(engine, "begin", _begin_on_sqlite)


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _set_mode_of_postgres(connection: Connection) -> None:
    """The driver sends the mode along with its BEGIN: no round trip of its own."""
    raw: Any = connection.connection.dbapi_connection
    raw.read_only = not may_write()


def _begin_on_sqlite(connection: Connection) -> None:
    """A connection comes from the pool with the mode of whoever had it: it is set each time, before the BEGIN."""
    raw: Any = connection.connection.dbapi_connection
    if may_write():
        raw.execute("PRAGMA query_only=OFF")
        _begin_to_write(connection)
    else:
        raw.execute("PRAGMA query_only=ON")
        raw.execute("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    """BEGIN IMMEDIATE, asked for at random moments a few milliseconds apart until the lock is free.

    SQLite's own wait asks less and less often, so that of many writers the one that waits longest is the likeliest to
    go on waiting: with eight of them some ran into any timeout.
    """
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout=0")
    try:
        give_up = time.monotonic() + BUSY_SECONDS
        while time.monotonic() < give_up:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite.OperationalError:
                time.sleep(0.0005 + secrets.randbelow(4500) / 1_000_000)
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
