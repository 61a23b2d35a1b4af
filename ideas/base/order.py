"""Lists that people put in order, one step at a time, and in which no two are called the same."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from ideas.base.db import db


class Placed(Protocol):
    """A row with a place in a list."""

    id: Any
    position: Any


def move_in_list(row: Any, *among: ColumnElement[bool], up: bool) -> bool:
    """Let a row change places with the one before (or after) it, among all of its kind in the brand or these.

    Returns False at the end of the list, where nothing happens. The brand is locked.
    """
    kind = type(row)
    in_order = select(kind).where(*among).order_by(kind.position, kind.id).execution_options(populate_existing=True)
    is_moved = swap_with_neighbour(db.session.scalars(in_order).all(), row.id, up=up)
    db.session.flush()
    return is_moved


def is_taken(column: InstrumentedAttribute[str], text: str, *, but: int = 0) -> bool:
    """Whether another row of the brand, `but` the one with this id, says the same here, in capitals or not."""
    others = db.session.scalars(select(column).where(column.class_.id != but))
    return text.casefold() in {other.casefold() for other in others}


def swap_with_neighbour(rows: Sequence[Placed], row_id: int, *, up: bool) -> bool:
    """Swap the row with the one before (or after) it and number them all anew. False when there is none to swap with."""
    order = list(rows)
    at = next((index for index, row in enumerate(order) if row.id == row_id), None)
    if at is None:
        return False
    other = at - 1 if up else at + 1
    if not 0 <= other < len(order):
        return False
    order[at], order[other] = order[other], order[at]
    for position, row in enumerate(order, 1):
        row.position = position
    return True
