"""Brand scope and its guard: a brand's rows are read and written in the scope of that brand alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, event
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column, with_loader_criteria
from sqlalchemy.sql import FromClause, visitors

from ideas.base.db.model import Base


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
    return frozenset(m.local_table for m in Base.registry.mappers if issubclass(m.class_, BrandOwned))


@event.listens_for(Session, "before_flush")
def _keep_new_rows_to_the_brand(session: Session, flush_context: Any, instances: Any) -> None:
    brand_id = _scope.get()
    for row in session.new:
        if not isinstance(row, BrandOwned) or brand_id == _EVERY_BRAND:
            continue
        if brand_id is None or row.brand_id != brand_id:
            raise OutsideBrandScope(f"{type(row).__name__} of brand {row.brand_id} written in scope {brand_id}")
