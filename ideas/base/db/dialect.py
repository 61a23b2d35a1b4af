"""Where SQLite and PostgreSQL are spoken to in different words."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from ideas.base.db.model import Base, db


def is_postgres() -> bool:
    """Whether this session talks to PostgreSQL."""
    return db.session.get_bind().dialect.name == "postgresql"


def insert_ignoring(model: type[Base], **values: Any) -> bool:
    """INSERT … ON CONFLICT DO NOTHING. Returns whether a row came to be."""
    construct: Any = postgresql_insert(model) if is_postgres() else sqlite_insert(model)
    key = next(iter(model.__table__.primary_key))
    inserted = db.session.execute(construct.values(**values).on_conflict_do_nothing().returning(key))
    return inserted.first() is not None
