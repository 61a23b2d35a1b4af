"""Lists that people put in order, one step at a time."""

from collections.abc import Sequence
from typing import Any, Protocol


class Placed(Protocol):
    """A row with a place in a list."""

    id: Any
    position: Any


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
