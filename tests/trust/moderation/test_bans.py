"""Bans: for a time or for good, with a statement, copied to the membership, lifted, never of staff."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.ops.verify.queries import find_violations
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import FOREVER
from ideas.trust.moderation.actions import AlreadyBanned, CantBan, NotBanned, ban, lift_ban
from ideas.trust.moderation.models import Ban, Statement
from ideas.trust.moderation.queries import ban_of
from ideas.trust.moderation.rules import Limit
from tests.trust.moderation.conftest import FACTS


@pytest.fixture
def banish(house, rule, now):
    """`banish(ben, days=7)`: banned by the moderator, for good where no days are said."""

    def one(person, *, days=None, by=None, at=now):
        until = at + timedelta(days=days) if days else None
        return ban(find_membership(person), rule=rule, facts=FACTS, until=until, by=by or house.mod, at=at)

    return one


def copy_of(person):
    return db.session.get(Membership, find_membership(person).id, populate_existing=True).banned_until


@pytest.mark.parametrize("days", [7, None])
def test_a_ban_makes_one_statement_and_is_copied(house, banish, now, rows, days):
    banish(house.ben, days=days)

    until = now + timedelta(days=days) if days else None
    (statement,), (made,) = rows(Statement), rows(Ban)
    assert (statement.kind, statement.account_id, statement.until) == (Limit.BAN, house.ben.id, until)
    assert (made.statement_id, made.account_id, made.until) == (statement.id, house.ben.id, until)
    assert copy_of(house.ben) == (until or FOREVER)
    assert find_violations(now=now) == []


def test_a_ban_ends_by_itself(house, banish, now):
    banish(house.ben, days=7)

    assert ban_of(house.ben.id, at=now + timedelta(days=6)) is not None
    assert ban_of(house.ben.id, at=now + timedelta(days=7)) is None
    again = banish(house.ben, at=now + timedelta(days=8))
    assert (copy_of(house.ben), again.until) == (FOREVER, None)
    assert find_violations(now=now) == []


def test_a_ban_is_lifted(house, banish, now, rows):
    made = banish(house.ben)

    lift_ban(made, by=house.owner, at=now)

    assert (copy_of(house.ben), ban_of(house.ben.id, at=now)) == (None, None)
    assert [one.lifted_by_id for one in rows(Statement)] == [house.owner.id]
    assert find_violations(now=now) == []
    with pytest.raises(NotBanned):
        lift_ban(made, by=house.mod, at=now)


def test_lifting_an_old_ban_leaves_the_one_in_force(house, banish, now):
    old = banish(house.ben, days=1)
    banish(house.ben, days=7, at=now + timedelta(days=2))

    lift_ban(old, by=house.owner, at=now + timedelta(days=3))

    assert copy_of(house.ben) == now + timedelta(days=9)
    assert find_violations(now=now) == []


def test_nobody_is_banned_twice_and_no_staff_at_all(house, banish, now, rows):
    banish(house.ben, days=7)

    with pytest.raises(AlreadyBanned) as refusal:
        banish(house.ben)
    assert refusal.value.status == 409
    for person in (house.partner, house.mod, house.owner):
        with pytest.raises(CantBan, match="helps to run"):
            banish(person)
    with pytest.raises(CantBan, match="after it begins"):
        banish(house.ana, days=-1)
    assert len(rows(Statement)) == 1


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (lambda: update(Membership).values(banned_until=None), "banned until"),
        (lambda: update(Ban).values(lifted_at=Ban.created_at), "bans"),
        (lambda: update(Statement).values(lifted_at=Statement.created_at), "bans"),
    ],
)
def test_verify_sees_a_ban_that_is_kept_in_two_ways(house, banish, now, damage, check):
    banish(house.ben)

    db.session.execute(damage())

    assert check in {violation.check for violation in find_violations(now=now)}
