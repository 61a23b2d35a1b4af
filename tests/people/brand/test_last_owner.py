"""Two owners demote each other in the same instant: one is told no, and an owner remains."""

import threading

import pytest

from ideas.base.db import brand_scope, db, writing
from ideas.people.account.models import Account
from ideas.people.brand.actions import LastOwner, change_role
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role

ROUNDS = 30


@pytest.fixture
def two_owners(cast, make):
    """Owner and mod, both owners."""
    with make.at_work():
        change_role(find_membership(db.session.merge(cast.mod)), Role.OWNER, by=cast.owner, at=cast.brand.created_at)
    return cast.owner, cast.mod


def test_two_owners_who_demote_each_other_leave_one(app, cast, two_owners, rows, now):
    left = []
    for _ in range(ROUNDS):
        outcomes = _race(app, cast.brand.id, two_owners, now)
        owners = [
            row.account_id for row in rows(Membership, Membership.role == Role.OWNER) if row.brand_id == cast.brand.id
        ]
        left.append((len(owners), sorted(outcomes)))
        _restore(app, cast.brand.id)

    assert left == [(1, ["done", "refused"])] * ROUNDS


def _race(app, brand_id, owners, now):
    """Each demotes the other, each in a thread and a transaction of its own, both past their reads before either acts."""
    outcomes, barrier = [], threading.Barrier(2)

    def demote(me, other):
        with app.app_context(), brand_scope(brand_id):
            try:
                if db.engine.dialect.name == "sqlite":
                    barrier.wait(10)  # SQLite lets only one transaction in that means to write.
                with writing():
                    membership = find_membership(db.session.get_one(Account, other.id))
                    if db.engine.dialect.name != "sqlite":
                        barrier.wait(10)
                    change_role(membership, Role.MEMBER, by=me, at=now)
                outcomes.append("done")
            except LastOwner:
                outcomes.append("refused")

    threads = [threading.Thread(target=demote, args=pair) for pair in (owners, owners[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcomes


def _restore(app, brand_id):
    with app.app_context(), brand_scope(brand_id), writing():
        for membership in db.session.query(Membership).where(Membership.role == Role.MEMBER):
            if membership.handle in ("olga-owner", "mo-derator"):
                membership.role = Role.OWNER
