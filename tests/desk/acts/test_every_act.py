"""What must be true of every act, also of the next one."""

import pytest

from ideas.desk.acts.every import ACTS
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.rules import Kind


def test_each_has_a_name_of_its_own_that_fits_its_column():
    names = [act.name for act in ACTS]

    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= DeskAct.kind.type.length


@pytest.mark.parametrize("kind", list(Kind))
def test_no_two_acts_on_the_same_kind_share_a_key(kind):
    keys = [act.key for act in ACTS if kind in act.kinds]

    assert len(set(keys)) == len(keys)


def test_a_field_that_several_acts_ask_for_has_one_limit():
    """The form has it once: as the first act declares it."""
    limits = {}
    for act in ACTS:
        for field in act.fields:
            limits.setdefault(field.name, set()).add(field.most)

    assert [name for name, found in limits.items() if len(found) > 1] == []
