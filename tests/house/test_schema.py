"""The database: one history that leads to exactly what the models say, on both databases, and keys that hold brands apart."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, ForeignKeyConstraint, Index, Table, UniqueConstraint, create_engine, inspect

from ideas import wiring
from ideas.app import ROOT
from ideas.base.db import BrandOwned, db
from tests.databases import new_database

TABLES = sorted(db.metadata.sorted_tables, key=lambda table: table.name)
OWNED = {mapper.local_table.name for mapper in db.Model.registry.mappers if issubclass(mapper.class_, BrandOwned)}
# What is kept when the thing that it names is gone: SQLite can't blank one half of a composite key.
LOOSE = {
    ("activity", "board_id"),
    ("activity", "idea_id"),
    ("move", "from_stage_id"),
    ("move", "to_stage_id"),
    ("idea", "merged_into_id"),
    ("idea", "canonical_id"),
    ("vote", "counted_for_id"),
    ("recorded_vote", "counted_for_id"),
}


def test_the_history_has_one_head():
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_every_models_module_is_in_the_table_of_contents():
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "ideas").glob("*/*/models.py")}

    assert {module.__name__.removesuffix(".models") for module in wiring.MODELS} == found


def test_the_migrations_lead_to_the_models(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
        differences = compare_metadata(context, db.metadata)

    assert differences == []


def test_the_migrations_make_what_the_models_would_make(app, on_postgres, tmp_path, worker_id):
    """Stricter than Alembic's comparison: also checks, partial indexes, defaults, and what each key does on delete."""
    url = new_database(f"ideas_models_{worker_id}") if on_postgres else f"sqlite:///{tmp_path / 'models.db'}"
    by_models = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    db.metadata.create_all(by_models)
    with app.app_context():
        migrated = _described(db.engine)

    modelled = _described(by_models)
    by_models.dispose()

    assert migrated.keys() == modelled.keys()
    for name in modelled:
        assert migrated[name] == modelled[name], name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_foreign_key_says_what_happens_on_delete(table):
    silent = [key.parent.name for key in table.foreign_keys if key.ondelete is None]

    assert silent == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_foreign_key_is_found_by_an_index(table):
    bare = [list(key.column_keys) for key in table.foreign_key_constraints if not _is_indexed(table, key)]

    assert bare == [], "deleting the row that it points to would read the whole table"


@pytest.mark.parametrize("table", [table for table in TABLES if table.name in OWNED], ids=lambda table: table.name)
def test_a_brands_row_points_only_into_its_own_brand(table):
    astray = [
        list(key.column_keys)
        for key in table.foreign_key_constraints
        if key.referred_table.name in OWNED
        and len(key.column_keys) == 1
        and (table.name, *key.column_keys) not in LOOSE
    ]

    assert astray == [], "make it a composite key with brand_id"


def _is_ours(name: str | None, kind: str, parents: Any) -> bool:
    return not (kind == "table" and name is not None and (name.startswith("huey_") or "_fts" in name))


def _is_indexed(table: Table, key: ForeignKeyConstraint) -> bool:
    """Whether some index begins with the key's own column, or with the brand and then that column."""
    own = {*key.column_keys} - {"brand_id"}
    leading = [index.columns for index in table.indexes if isinstance(index, Index)]
    leading += [unique.columns for unique in table.constraints if isinstance(unique, UniqueConstraint)]
    firsts = [[column.name for column in columns][:2] for columns in (*leading, table.primary_key.columns)]
    return not own or any(names[0] in own or (names[0] == "brand_id" and names[-1] in own) for names in firsts)


def _described(engine: Engine) -> dict[str, Any]:
    """Every table as its database describes it, in an order that does not matter."""
    inspector = inspect(engine)
    return {
        table: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)
            ),
            "primary key": inspector.get_pk_constraint(table)["constrained_columns"],
            "foreign keys": sorted(map(repr, inspector.get_foreign_keys(table))),
            "unique": sorted(map(repr, inspector.get_unique_constraints(table))),
            "checks": sorted((c["name"], c["sqltext"]) for c in inspector.get_check_constraints(table)),
            "indexes": sorted(repr(_plain(index)) for index in inspector.get_indexes(table)),
        }
        for table in inspector.get_table_names()
        if _is_ours(table, "table", None) and table != "alembic_version"
    }


def _plain(index: Any) -> Any:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return (index["name"], index["column_names"], index["unique"], sorted(options.items()))
