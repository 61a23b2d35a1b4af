"""The database after all migrations, as the database itself describes it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Inspector, create_engine, inspect, text

TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
}
FUNCTIONS = """
SELECT proname, pg_get_functiondef(pg_proc.oid) FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND NOT EXISTS (
  SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e'
) ORDER BY proname
"""


def schema_of(url: str) -> str:
    """The schema of the database at this address."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as connection:
            return "\n".join([*_tables(engine), *_programs(connection)]) + "\n"
    finally:
        engine.dispose()


def _tables(engine: Engine) -> Iterator[str]:
    inspector = inspect(engine)
    for table in sorted(inspector.get_table_names()):
        yield f"table {table}"
        yield from _columns(inspector, table)
        yield f"  primary key {_named(inspector.get_pk_constraint(table))}"
        yield from sorted(f"  foreign key {_foreign(key)}" for key in inspector.get_foreign_keys(table))
        yield from sorted(f"  unique {_named(key)}" for key in inspector.get_unique_constraints(table))
        yield from sorted(f"  check {key['name']}: {key['sqltext']}" for key in inspector.get_check_constraints(table))
        yield from sorted(f"  index {_index(index)}" for index in inspector.get_indexes(table))
        yield ""


def _columns(inspector: Inspector, table: str) -> Iterator[str]:
    for column in inspector.get_columns(table):
        needed = "null" if column["nullable"] else "not null"
        extra = {
            name: column[name] for name in ("autoincrement", "computed", "identity", "comment") if column.get(name)
        }
        extra.pop("autoincrement", None) if extra.get("autoincrement") == "auto" else None
        kind = column["type"].compile(dialect=inspector.dialect)
        yield f"  {column['name']} {kind} {needed} default {column['default']} {extra or ''}".rstrip()


def _named(key: Any) -> str:
    return f"{key['name']}: {', '.join(key.get('constrained_columns') or key.get('column_names') or ())}"


def _foreign(key: Any) -> str:
    there = f"{key['referred_table']}({', '.join(key['referred_columns'])})"
    return f"{_named(key)} to {there} {dict(sorted(key['options'].items()))}"


def _index(index: Any) -> str:
    options = {name: str(value) for name, value in sorted(index.get("dialect_options", {}).items())}
    columns = index.get("expressions") or index["column_names"]
    return f"{index['name']}: {columns} {'unique ' if index['unique'] else ''}{options or ''}".rstrip()


def _programs(connection: Connection) -> Iterator[str]:
    """Triggers, and on PostgreSQL the functions that they call; and how far the migrations came."""
    kind = connection.dialect.name
    found = list(connection.execute(text(TRIGGERS[kind])))
    found += list(connection.execute(text(FUNCTIONS))) if kind == "postgresql" else []
    for name, program in found:
        yield f"program {name}\n{program}\n"
    yield f"revision {connection.execute(text('SELECT version_num FROM alembic_version')).scalar_one()}"
