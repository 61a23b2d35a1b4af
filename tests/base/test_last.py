"""What an act leaves for its end: in order, and nothing of what failed."""

import pytest

from ideas.base.last import all_or_nothing, last_things, leave_for_last


@pytest.fixture
def done():
    return []


def test_outside_of_any_block_it_is_done_at_once(done):
    leave_for_last("b", lambda: done.append(1))

    assert done == [1]


def test_it_is_done_at_the_end_by_turn_and_then_as_it_came(done):
    with last_things():
        for turn, number in (("b", 3), ("a", 1), ("b", 4), ("a", 2)):
            leave_for_last(turn, lambda number=number: done.append(number))
        assert done == []

    assert done == [1, 2, 3, 4]


def fail(done):
    leave_for_last("a", lambda: done.append("lost"))
    raise ValueError("no")


def test_what_failed_leaves_nothing(done):
    with last_things():
        leave_for_last("a", lambda: done.append("kept"))
        with pytest.raises(ValueError, match="no"), all_or_nothing():
            fail(done)

    with pytest.raises(ValueError, match="no"), last_things():
        fail(done)

    assert done == ["kept"]
    leave_for_last("a", lambda: done.append("at once"))
    assert done == ["kept", "at once"]
