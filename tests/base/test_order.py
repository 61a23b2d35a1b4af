"""Lists that people put in order."""

from dataclasses import dataclass

import pytest

from ideas.base.order import swap_with_neighbour


@dataclass
class Row:
    id: int
    position: int


@pytest.mark.parametrize(("row", "up", "order"), [(2, True, [2, 1, 3]), (2, False, [1, 3, 2]), (1, False, [2, 1, 3])])
def test_swap_with_neighbour_numbers_them_anew(row, up, order):
    rows = [Row(1, 10), Row(2, 20), Row(3, 20)]

    assert swap_with_neighbour(rows, row, up=up)
    assert [r.id for r in sorted(rows, key=lambda r: r.position)] == order
    assert sorted(r.position for r in rows) == [1, 2, 3]


@pytest.mark.parametrize(("row", "up"), [(1, True), (3, False), (9, True)])
def test_swap_with_neighbour_does_nothing_at_the_ends(row, up):
    rows = [Row(1, 10), Row(2, 20), Row(3, 30)]

    assert not swap_with_neighbour(rows, row, up=up)
    assert [r.position for r in rows] == [10, 20, 30]
