"""The database: one object, UTC times, brand scope and its guard, and what SQLite and PostgreSQL each need."""

import secrets
import sqlite3 as standard_sqlite
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import structlog
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Dialect, Enum, ForeignKey, Integer, MetaData, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    registry,
    with_loader_criteria,
)
from sqlalchemy.sql import FromClause, visitors
from sqlalchemy.types import JSON, TypeDecorator

from ideas.base.limits import set_up_limits

sqlite: Any
try:
    import pysqlite3 as sqlite  # type: ignore[import-not-found,no-redef,unused-ignore]
except ImportError:
    sqlite = standard_sqlite

logger = structlog.get_logger()

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python; `timestamp with time zone` on PostgreSQL, naive UTC text on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: times are aware UTC here")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # PostgreSQL answers in the time zone of the connection, whatever its operator has set.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_column(kind: type[StrEnum], *, name: str | None = None) -> Enum:
    """A text column that holds only the values of `kind`; the check is named after it, unless told a `name`."""
    return Enum(
        kind,
        name=name or kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


class _Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            int: BigInteger().with_variant(Integer(), "sqlite"),
            dict[str, Any]: JSON(),
        },
    )


db = SQLAlchemy(model_class=_Base, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = _Base
else:
    Model = db.Model


# --- brand scope -----------------------------------------------------------------------------------------------------


class BrandOwned:
    """A row of one brand. The session hook below keeps every ORM statement within the scope's brand."""

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"))


class OutsideBrandScope(RuntimeError):
    """A brand's rows were asked for with no brand in scope: a bug, never an answer."""


_EVERY_BRAND = -1
_scope: ContextVar[int | None] = ContextVar("brand_scope", default=None)


@contextmanager
def brand_scope(brand_id: int) -> Iterator[None]:
    """Within this block only the brand's rows are read and written."""
    token = _scope.set(brand_id)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def every_brand() -> Iterator[None]:
    """For the few readings that cross brands: a person's own memberships, `flask verify`, jobs that claim rows."""
    token = _scope.set(_EVERY_BRAND)
    try:
        yield
    finally:
        _scope.reset(token)


def enter_brand(brand_id: int | None) -> None:
    """Set the scope for the rest of this context: the web rim calls it once a request."""
    _scope.set(brand_id)


@event.listens_for(Session, "do_orm_execute")
def _keep_to_the_brand(state: ORMExecuteState) -> None:
    brand_id = _scope.get()
    if brand_id is None and not state.is_column_load and _names_brand_owned(state.statement):
        raise OutsideBrandScope(f"no brand in scope for: {state.statement}")
    if brand_id in (None, _EVERY_BRAND) or state.is_column_load or state.is_insert:
        return
    state.statement = state.statement.options(
        with_loader_criteria(BrandOwned, lambda cls: cls.brand_id == brand_id, include_aliases=True)
    )


def _names_brand_owned(statement: Any) -> bool:
    """Whether the statement names a brand's table anywhere: selected, joined, or deep in a subquery."""
    owned = _brand_owned_tables()
    return any(element in owned for element in visitors.iterate(statement) if element.__visit_name__ == "table")


@cache
def _brand_owned_tables() -> frozenset[FromClause]:
    return frozenset(m.local_table for m in _Base.registry.mappers if issubclass(m.class_, BrandOwned))


@event.listens_for(Session, "before_flush")
def _keep_new_rows_to_the_brand(session: Session, flush_context: Any, instances: Any) -> None:
    brand_id = _scope.get()
    for row in session.new:
        if not isinstance(row, BrandOwned) or brand_id == _EVERY_BRAND:
            continue
        if brand_id is None or row.brand_id != brand_id:
            raise OutsideBrandScope(f"{type(row).__name__} of brand {row.brand_id} written in scope {brand_id}")


# --- reading and writing ---------------------------------------------------------------------------------------------

_writes: ContextVar[bool] = ContextVar("writes", default=False)


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
    if _writes.get():
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
    if _writes.get() or session.new or session.dirty or session.deleted:
        raise RuntimeError("slow work inside of a transaction that writes")
    session.rollback()


def is_postgres() -> bool:
    """Whether this session talks to PostgreSQL."""
    return db.session.get_bind().dialect.name == "postgresql"


def insert_ignoring(model: type[_Base], **values: Any) -> bool:
    """INSERT … ON CONFLICT DO NOTHING. Returns whether a row came to be."""
    construct: Any = postgresql_insert(model) if is_postgres() else sqlite_insert(model)
    key = next(iter(model.__table__.primary_key))
    inserted = db.session.execute(construct.values(**values).on_conflict_do_nothing().returning(key))
    return inserted.first() is not None


# --- engines ---------------------------------------------------------------------------------------------------------

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
    raw.read_only = not _writes.get()


def _begin_on_sqlite(connection: Connection) -> None:
    """A connection comes from the pool with the mode of whoever had it: it is set each time, before the BEGIN."""
    raw: Any = connection.connection.dbapi_connection
    if _writes.get():
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
