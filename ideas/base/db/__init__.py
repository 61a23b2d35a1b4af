"""The database: one object, UTC times, brand scope and its guard, transactions, and what each engine needs."""

from ideas.base.db.dialect import insert_ignoring, is_postgres
from ideas.base.db.engine import engine_options, set_up_engine, sqlite, wal_is_safe
from ideas.base.db.model import Model, UtcDateTime, db, enum_column
from ideas.base.db.tenancy import BrandOwned, OutsideBrandScope, brand_scope, enter_brand, every_brand
from ideas.base.db.transactions import release_connection, writes_allowed, writing

__all__ = [
    "BrandOwned",
    "Model",
    "OutsideBrandScope",
    "UtcDateTime",
    "brand_scope",
    "db",
    "engine_options",
    "enter_brand",
    "enum_column",
    "every_brand",
    "insert_ignoring",
    "is_postgres",
    "release_connection",
    "set_up_engine",
    "sqlite",
    "wal_is_safe",
    "writes_allowed",
    "writing",
]
