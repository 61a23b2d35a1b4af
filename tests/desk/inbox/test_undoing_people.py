"""Undoing acts that changed somebody's place as well: a ban, or how far they are trusted; and what the log then holds."""

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.actions import edit_idea
from ideas.community.idea.rules import Visibility
from ideas.community.stage.queries import find_stage
from ideas.desk.acts.undo import undo
from ideas.people.brand.queries import find_membership
from ideas.spine.audit.models import AuditEntry
from ideas.trust.moderation.actions import ban, house_rules, lift_ban
from ideas.trust.moderation.models import Ban
from ideas.trust.moderation.queries import ban_of
from ideas.trust.screening.actions import grant_trust
from tests.desk.inbox.pressing import SOON, pending

FACTS = "It says where the author's neighbour lives."


@pytest.fixture
def waiting(make, now):
    """`waiting()`: an idea by ana that waits for approval."""
    return lambda: pending(make, now)


@pytest.fixture
def block(house, press, token):
    """`block(idea, …)`: declined, and their author kept from taking part."""

    def act(*ideas):
        names = [token("approve", idea) for idea in ideas]
        return press("decline", *names, rule=house_rules(house.brand)[2], facts=FACTS, block=True).act

    return act


def test_a_ban_is_lifted_with_the_act_that_made_it(house, waiting, block, now, desk, mod):
    """Two posts of one person, one ban: it stays as long as the first of the two is declined."""
    first, second = waiting(), waiting()
    act = block(first, second)
    edit_idea(
        first, brand=house.brand, title="Other words than before", body="", tags=(), version=1, by=house.ana, at=now
    )

    back = undo(act.id, desk=desk(mod, now + SOON))

    assert [one.idea_id for one in back.done] == [second.id]
    assert db.session.scalars(select(Ban)).one().lifted_at is None


@pytest.mark.parametrize(("again", "why"), [(True, "Somebody has banned Ana Lopes anew"), (False, "was lifted before")])
def test_a_ban_that_somebody_changed_since_stays_as_it_is(house, waiting, block, now, desk, mod, again, why):
    idea = waiting()
    act = block(idea)
    lift_ban(db.session.scalars(select(Ban)).one(), by=house.owner, at=now + SOON)
    if again:
        ban(
            find_membership(house.ana),
            rule=house_rules(house.brand)[0],
            facts=FACTS,
            until=None,
            by=house.owner,
            at=now + SOON,
        )

    back = undo(act.id, desk=desk(mod, now + 2 * SOON))

    assert idea.visibility is Visibility.PENDING
    assert [why in remark.sentence for remark in back.remarks] == [True]
    assert (ban_of(house.ana.id, at=now + 2 * SOON) is not None) is again


def test_a_partner_lifts_no_ban_by_undoing(house, waiting, block, now, desk, partner):
    idea = waiting()
    act = block(idea)

    back = undo(act.id, desk=desk(partner, now + SOON))

    assert "only moderators can take that back" in back.refused[0].refusal.sentence
    assert idea.visibility is Visibility.HIDDEN
    assert ban_of(house.ana.id, at=now + SOON) is not None


def test_trust_given_twice_in_one_press_is_taken_back(house, waiting, now, press, token, desk, mod):
    place = find_membership(house.ana)
    outcome = press("trust", token("approve", waiting()), token("approve", waiting()))

    undo(outcome.act.id, desk=desk(mod, now + SOON))

    assert place.trust_level == 0


def test_trust_that_was_changed_since_stays(house, waiting, now, press, token, desk, mod):
    place, idea = find_membership(house.ana), waiting()
    outcome = press("trust", token("approve", idea))
    grant_trust(place, 3, by=house.owner, at=now + SOON)

    back = undo(outcome.act.id, desk=desk(mod, now + 2 * SOON))

    assert (idea.visibility, place.trust_level) == (Visibility.PENDING, 3)
    assert "how far Ana Lopes is trusted" in back.remarks[0].sentence


def test_what_was_refused_is_not_in_the_log(make, press, token, rows):
    ideas = [make.idea() for _ in range(3)]
    names = [token("answer", idea) for idea in ideas]
    make.move(ideas[1], "planned")
    before = len(rows(AuditEntry))

    press("move", *names, stage=find_stage("under-review"))

    new = rows(AuditEntry)[before:]
    assert [(entry.kind, entry.idea_id) for entry in new] == [("idea.moved", ideas[0].id), ("idea.moved", ideas[2].id)]
