"""The hash of an entry covers all of it, and the hash of the entry before."""

import pytest

from ideas.spine.audit.rules import FIRST_HASH, entry_hash
from tests.cast import FOUNDED, NOW

ENTRY = {
    "previous": FIRST_HASH,
    "brand_id": 1,
    "sequence": 2,
    "kind": "idea.moved",
    "account_id": 3,
    "board_id": 4,
    "idea_id": 5,
    "before": {"stage": "New"},
    "after": {"stage": "Planned"},
    "reason": "",
    "created_at": NOW,
}
OTHERS = {
    "previous": b"\1" * 32,
    "brand_id": 6,
    "sequence": 7,
    "kind": "idea.edited",
    "account_id": None,
    "board_id": None,
    "idea_id": None,
    "before": {},
    "after": {},
    "reason": "Because",
    "created_at": FOUNDED,
}


def test_a_hash_is_the_same_for_the_same_entry():
    assert entry_hash(**ENTRY) == entry_hash(**ENTRY)


@pytest.mark.parametrize("name", ENTRY)
def test_a_hash_is_another_where_anything_is_another(name):
    assert entry_hash(**{**ENTRY, name: OTHERS[name]}) != entry_hash(**ENTRY)
