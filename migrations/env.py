"""How migrations run: on the app's own engine, in batches on SQLite, leaving full-text tables alone."""

from typing import Any, Literal

from alembic import context
from flask import current_app

import ideas.wiring  # noqa: F401 - every model is imported through it
from ideas.base.db import UtcDateTime, db, writes_allowed


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    """Tables that no model describes: the queue's, and full-text search's."""
    return not (kind == "table" and name is not None and (name.startswith("huey_") or "_fts" in name))


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Write our own types as what they are in the database, so that a migration needs none of our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    """Bring the database up to date."""
    connectable = context.config.attributes.get("connection") or db.engine
    with writes_allowed():
        if hasattr(connectable, "connect"):
            with connectable.connect() as connection:
                _run_on(connection)
        else:
            _run_on(connectable)


def _run_on(connection: Any) -> None:
    """A table that SQLite can't alter is copied and dropped: its keys are off meanwhile, or the drop would take children."""
    raw = connection.connection.dbapi_connection if connection.dialect.name == "sqlite" else None
    if raw is not None:
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        _migrate(connection)
        broken = raw.execute("PRAGMA foreign_key_check").fetchall() if raw is not None else []
    finally:
        if raw is not None:
            raw.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise SystemExit(f"The database was brought up to date, but these rows point at nothing: {broken[:10]}")


def _migrate(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        include_name=include_name,
        render_item=render_item,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Offline migrations are not supported: connect to the database.")
assert current_app
run()
