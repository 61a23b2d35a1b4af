"""What a transaction does at commit: in order, once, and nothing of what was rolled back."""

from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import text

from ideas.base.at_commit import AtCommit, run_at_commit
from ideas.base.db import db, writing


class Steps:
    """Two steps that note what they were given."""

    def __init__(self):
        self.done = []
        self.first = AtCommit(order=1, work=lambda items: self.done.append(("first", *items)))
        self.last = AtCommit(order=2, work=lambda items: self.done.append(("last", *items)))


@pytest.fixture
def steps(app):
    with app.app_context():
        yield Steps()
        db.session.rollback()


@contextmanager
def savepoint_that_fails():
    with suppress(ValueError), db.session.begin_nested():
        yield
        raise ValueError


def touch():
    """Let the session begin for real: what is tested is the database's transaction too."""
    db.session.execute(text("SELECT 1"))


def test_each_step_gets_its_items_once_and_in_order_when_the_transaction_commits(steps):
    with writing():
        for step, item in ((steps.last, 1), (steps.first, 2), (steps.last, 3)):
            step.add(item)
        assert steps.done == []

    assert steps.done == [("first", 2), ("last", 1, 3)]
    with writing():
        touch()
    assert len(steps.done) == 2


def test_a_savepoint_that_is_released_is_no_commit(steps):
    with writing():
        with db.session.begin_nested():
            steps.last.add(1)
            with db.session.begin_nested():
                steps.last.add(2)
        assert steps.done == []

    assert steps.done == [("last", 1, 2)]


def test_a_savepoint_that_rolls_back_forgets_what_was_added_inside_it_and_inside_those_it_held(steps):
    with writing():
        steps.last.add("before")
        with savepoint_that_fails():
            steps.last.add("lost")
            with db.session.begin_nested():
                steps.last.add("lost with the outer one")
        with db.session.begin_nested():
            steps.last.add("outer")
            with savepoint_that_fails():
                steps.last.add("lost alone")
        with db.session.begin_nested() as savepoint:
            steps.last.add("lost by hand")
            savepoint.rollback()
        steps.last.add("after")

    assert steps.done == [("last", "before", "outer", "after")]


def test_a_transaction_that_does_not_commit_forgets_everything(steps):
    with suppress(ValueError), writing():
        steps.last.add("failed")
        raise ValueError
    db.session.commit()
    for forget in (db.session.rollback, db.session.close):
        steps.last.add("lost")
        forget()
        db.session.commit()

    assert steps.done == []


def test_what_a_step_adds_for_a_later_one_is_done_in_the_same_commit(steps):
    steps.first = AtCommit(order=1, work=lambda items: steps.last.add(sum(items)))

    with writing():
        steps.first.add(1)
        steps.first.add(2)

    assert steps.done == [("last", 3)]


def test_a_step_that_fails_fails_the_commit(steps):
    def fail(items):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"), writing():
        AtCommit(order=1, work=fail).add(1)
    with writing():
        touch()

    assert steps.done == []


def test_it_can_be_done_before_the_commit_and_is_not_done_twice(steps):
    with writing():
        steps.last.add(1)
        run_at_commit(db.session())
        assert steps.done == [("last", 1)]

    assert steps.done == [("last", 1)]
