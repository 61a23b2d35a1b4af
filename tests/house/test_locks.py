"""The recorder of locks notices what it is for; every other test relies on it."""

import pytest
from sqlalchemy import false, select

from ideas.base.locks import COVERED, LOCK_ORDER, lock_all
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.answer_clock import lock_clocks
from ideas.people.account.models import AccountToken


@pytest.fixture
def faults_of(house, lock_recorder):
    """`faults_of(act)`: what the recorder finds wrong with it, as the first line of each."""

    def find(act):
        lock_all(select(AccountToken.id).where(false()), then=act)
        found = [fault.splitlines()[0] for fault in lock_recorder.faults]
        lock_recorder.faults.clear()
        return found

    return find


def test_a_lock_of_an_earlier_table_is_noticed(faults_of, idea):
    assert faults_of(lambda: (lock_clocks([idea]), lock_idea(idea.id))) == ["idea is locked after idea_rank"]


def test_a_lock_that_is_made_stronger_is_noticed(faults_of, idea):
    assert faults_of(lambda: (lock_idea(idea.id, shared=True), lock_idea(idea.id))) == [
        "a lock of idea is made stronger"
    ]


def test_a_lower_id_after_a_higher_one_is_noticed(faults_of, make):
    first, second = make.idea(), make.idea()

    assert faults_of(lambda: (lock_idea(second.id), lock_idea(first.id))) == [
        f"idea {first.id} is locked after {second.id}"
    ]


def test_what_is_in_order_or_locked_already_is_not_noticed(faults_of, make):
    first, second = make.idea(), make.idea()

    assert faults_of(lambda: (lock_idea(first.id), lock_idea(second.id), lock_idea(first.id, shared=True))) == []


def test_every_table_has_one_place_and_a_reason():
    tables = [table for table, _ in LOCK_ORDER]

    assert len(set(tables)) == len(tables)
    assert all(reason for _, reason in LOCK_ORDER)
    assert COVERED.keys() <= {*tables, "tag_alias", "tag_merge"}
