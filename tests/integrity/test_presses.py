"""Several people act on many items at once, on the same authors and tags in opposite order: nobody waits in a circle."""

import time
from collections import Counter

import pytest

from ideas.community.idea.actions import set_visibility
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.account.actions import create_account
from ideas.people.brand.actions import join
from ideas.people.brand.models import Membership
from ideas.spine.audit.models import AuditEntry
from ideas.trust.moderation.models import Ban, Statement
from tests.cast import FOUNDED, NOW
from tests.integrity import pressing
from tests.integrity.crew import SIZE
from tests.integrity.pressing import Pressing

LANES = 3
AUTHORS = 4
ROUNDS = 3


@pytest.fixture
def posts(cast, make):
    """For each of three processes an idea by each author, with a site of its author's; the second has them the other way round."""
    with make.at_work():
        people = []
        for number in range(AUTHORS):
            people.append(create_account(f"author{number}@example.com", name=f"Author {number}", at=FOUNDED))
            join(cast.brand, people[-1], at=FOUNDED)
        lanes = []
        for lane in range(LANES):
            mine = [
                make.idea(by=one, body=f"As on https://site{number}.example, {lane}.")
                for number, one in enumerate(people)
            ]
            lanes.append(tuple(idea.id for idea in (reversed(mine) if lane % 2 else mine)))
    return lanes


def wait(make, posts):
    """Let all of them wait for approval."""
    with make.at_work():
        from ideas.base.db import db

        for idea in db.session.query(Idea).where(Idea.id.in_([idea_id for lane in posts for idea_id in lane])):
            idea.held_because = "all"
            set_visibility(idea, Visibility.PENDING, at=NOW)


def press_all(cast, crew, database_url, posts, act, kind, **wishes):
    people = (cast.mod.id, cast.owner.id)
    work = [
        Pressing(cast.brand.id, people[lane % 2], act, tuple(f"{kind}:{idea_id}" for idea_id in mine), ROUNDS, **wishes)
        for lane, mine in enumerate(posts)
    ]
    work += [Pressing(cast.brand.id, cast.mod.id, act, (), 0)] * (SIZE - LANES)
    began = time.monotonic()
    outcomes = Counter(outcome for log in crew.work(pressing.press_and_undo, database_url, work) for outcome in log)
    return outcomes, time.monotonic() - began


def test_the_same_authors_are_trusted_in_opposite_order(crew, cast, make, posts, rows, database_url, violations, say):
    """Their places in the brand, their sites and the log are locked in one order, whatever order the items came in."""
    wait(make, posts)

    outcomes, took = press_all(cast, crew, database_url, posts, "trust", "approve")

    assert outcomes == {"pressed": LANES * ROUNDS, "undone": LANES * ROUNDS}
    assert {idea.visibility for idea in rows(Idea)} == {Visibility.PENDING}
    assert len(rows(AuditEntry, AuditEntry.kind == "idea.approved")) == LANES * ROUNDS * AUTHORS
    assert violations() == []
    say(f"approve and trust: {dict(outcomes)} in {took:.1f} s, 0 violations")


def test_the_same_authors_are_blocked_in_opposite_order(crew, cast, make, posts, rows, database_url, violations, say):
    wait(make, posts)

    outcomes, took = press_all(cast, crew, database_url, posts, "decline", "approve")

    assert outcomes == {"pressed": LANES * ROUNDS, "undone": LANES * ROUNDS}
    assert {idea.visibility for idea in rows(Idea)} == {Visibility.PENDING}
    assert all(statement.lifted_at for statement in rows(Statement))
    assert all(ban.lifted_at for ban in rows(Ban))
    assert {place.banned_until for place in rows(Membership)} == {None}
    assert violations() == []
    say(f"decline and block: {dict(outcomes)} in {took:.1f} s, 0 violations")


def test_the_same_tags_are_given_and_taken_at_once(crew, cast, make, posts, rows, database_url, violations, say):
    with make.at_work():
        from ideas.base.db import db
        from ideas.community.idea.tags import set_tags

        for lane, mine in enumerate(posts):
            for place, idea_id in enumerate(mine):
                set_tags(db.session.get_one(Idea, idea_id), ("milk", "oat", "soya")[(lane + place) % 3 :])

    outcomes, took = press_all(
        cast, crew, database_url, posts, "tag", "answer", add_tags=("milk", "rice", "shops"), remove_tags=("oat",)
    )

    assert outcomes == {"pressed": LANES * ROUNDS, "undone": LANES * ROUNDS}
    assert violations() == []
    say(f"tags: {dict(outcomes)} in {took:.1f} s, 0 violations")
