"""What acts leave behind to be undone is stored as it always was: acts that were stored before can still be undone."""

import pytest

from ideas.desk.acts.decline import Declined
from ideas.desk.acts.dismiss import CaseDismissed, PairDismissed
from ideas.desk.acts.every import ACTS, find_act
from ideas.desk.acts.hide import Hidden
from ideas.desk.acts.move import Answered, Moved, MovedAndAnswered
from ideas.desk.acts.void import VotesDecided

BEFORE = {
    "account_id": 4,
    "edited_at": None,
    "answered_at": "2026-03-01T09:30:00.000250+00:00",
    "reopened_at": "2026-03-02T09:30:00+00:00",
}
NOBODY = dict.fromkeys(BEFORE)
STORED = [
    ("approve", {"held": "all", "author": 3, "trust": None, "trusted": None}, None),
    ("trust", {"held": None, "author": 3, "trust": 0, "trusted": 1}, None),
    ("answer", {"answer": 1, "before": NOBODY}, Answered),
    ("answer", {"move": 7, "answer": 2, "before": BEFORE}, MovedAndAnswered),
    ("answer", {"move": 7}, Moved),
    ("decline", {"move": 7, "answer": 2, "before": BEFORE}, MovedAndAnswered),
    ("decline", {"held": "first", "statement": 5}, Declined),
    ("decline", {"held": None, "statement": 5, "blocked": 3, "ban": 2}, Declined),
    ("move", {"move": 7}, Moved),
    ("merge", {"merge": 9, "pairs": [[2, 1], [3, 1]]}, None),
    ("dismiss", {"case": 4}, CaseDismissed),
    ("dismiss", {"pairs": [[2, 1]]}, PairDismissed),
    ("dismiss", {"alert": 6}, VotesDecided),
    ("tag", {"tags": ["Milk"], "worn": ["milk", "oat"]}, None),
    ("hide", {"shown": True, "statement": 5, "case": None, "held": None}, Hidden),
    ("hide", {"shown": True, "statement": 5, "case": 4, "held": "first", "comment": 8}, Hidden),
    ("take", {"assignee": None, "to": 4}, None),
    ("void", {"alert": 6}, VotesDecided),
]


@pytest.mark.parametrize(("name", "stored", "kind"), STORED)
def test_a_memento_is_read_and_stored_with_the_same_keys_and_values(name, stored, kind):
    memento = find_act(name).memento(stored)

    assert type(memento) is (kind or find_act(name).mementos[0])
    assert list(memento.stored().items()) == list(stored.items())


def test_every_kind_of_memento_is_among_these():
    tried = {type(find_act(name).memento(stored)) for name, stored, _ in STORED}

    assert {kind for act in ACTS for kind in act.mementos} == tried
