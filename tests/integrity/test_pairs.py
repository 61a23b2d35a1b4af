"""Any two acts at once, the first one stopped before one of its locks: no deadlock, and nothing is lost."""

import random
import threading

import pytest
from sqlalchemy import Engine, event

from ideas.base.db import db
from ideas.base.refusal import Refusal
from tests.integrity.pairs import ACTS, LEFT, make_scene
from tests.locks import locks_of

LOCKS = 8  # Of the first act: whichever has fewer stops at its end.
SAMPLE = 24
PAIRS = [(first, second, lock) for first in ACTS for second in ACTS if first != second for lock in range(LOCKS + 1)]


@pytest.fixture
def meet(meanwhile, make, cast, rows, violations):
    """`meet("move", "pause", 2)`: the first one stops before its third lock, or at its end."""

    def two(first, second, lock):
        scene, seen = make_scene(make, cast), []

        def before(connection, statement, many, one, options):
            if threading.current_thread() is meanwhile.first and locks_of(statement, ()):
                seen.append(statement)
                if len(seen) > lock:
                    meanwhile.stop()

        def act():
            try:
                ACTS[first](scene)
                db.session.flush()
            finally:
                meanwhile.stop()

        event.listen(Engine, "before_execute", before)
        try:
            outcomes = meanwhile(act, lambda: ACTS[second](scene))
        finally:
            event.remove(Engine, "before_execute", before)
        for name, outcome in zip((first, second), outcomes, strict=True):
            assert outcome in REFUSALS | {"done"}, outcomes
            if outcome == "done" and name in LEFT:
                model, is_left = LEFT[name]
                assert any(is_left(row) for row in rows(model)), f"{name} is lost"
        assert violations() == []

    return two


def _names(kind):
    return {kind.__name__}.union(*map(_names, kind.__subclasses__()))


REFUSALS = _names(Refusal)


@pytest.mark.parametrize(("first", "second", "lock"), random.Random(14).sample(PAIRS, SAMPLE))
def test_two_acts_at_once(meet, on_postgres, first, second, lock):
    meet(first, second, lock)


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second", "lock"), PAIRS)
def test_any_two_acts_at_once(meet, on_postgres, first, second, lock):
    meet(first, second, lock)
