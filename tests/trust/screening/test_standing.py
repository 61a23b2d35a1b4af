"""A person's standing, as the tables say it: in this brand only, in one query."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base.db import brand_scope, db
from ideas.community.comment.actions import set_comment_visibility
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.rules import Visibility
from ideas.people.brand.models import Membership
from ideas.trust.screening.queries import reputation_of, reputations_of, trust_of

MONTH = timedelta(days=30)


def test_somebody_who_takes_part_nowhere_is_new(house, now):
    assert trust_of(house.newcomer, at=now) == 0


def test_trust_grows_with_days_posts_and_a_vote(house, make, now):
    member = make.member(at=now)
    assert trust_of(member, at=now) == 0
    assert trust_of(member, at=now + timedelta(days=1)) == 1

    ideas = [make.idea(f"A wholly new thought about {word}", by=member, at=now) for word in ("cups", "tea")]
    make.comment(ideas[0], "And one comment.", by=member, at=now)
    assert trust_of(member, at=now + MONTH) == 1, "nobody else voted"

    make.vote(ideas[0], house.ben)
    assert trust_of(member, at=now + MONTH) == 2
    assert trust_of(member, at=now + timedelta(days=14)) == 1


def test_posts_that_staff_hid_cost_trust(house, make, now):
    member = make.member(at=now - MONTH)
    ideas = [make.idea(f"A wholly new thought about {word}", by=member) for word in ("cups", "tea", "jam")]
    make.vote(ideas[0], house.ben)
    comment = make.comment(ideas[0], "Buy here.", by=member)
    assert trust_of(member, at=now) == 2

    set_comment_visibility(comment, Visibility.HIDDEN)
    assert trust_of(member, at=now) == 1
    set_visibility(lock_idea(ideas[1].id), Visibility.SPAM, at=now)
    assert trust_of(member, at=now) == 0
    assert trust_of(member, at=now + 4 * MONTH) == 1, "both are long ago; the two that are left are no three posts"


def test_what_somebody_is_elsewhere_counts_nothing_here(house, make, now):
    outsider = house.outsider
    with brand_scope(house.rival.id):
        for word in ("cups", "tea", "jam"):
            make.idea(f"A wholly new thought about {word}", by=outsider, board=house.rival_board, brand=house.rival)

    assert reputation_of(outsider, at=now) == reputation_of(house.newcomer, at=now)
    with brand_scope(house.rival.id):
        assert reputation_of(outsider, at=now).level == 3


def test_a_granted_level_is_the_least(house, make, now):
    member = make.member(at=now)
    db.session.execute(update(Membership).where(Membership.account_id == member.id).values(trust_level=3))

    assert trust_of(member, at=now) == 3


def test_the_standing_of_many_takes_one_query(house, make, now, count_queries):
    people = [make.member(f"Person {number}", at=now) for number in range(3)]
    counts = []
    for some in (people[:1], people):
        with count_queries() as queries:
            assert set(reputations_of([person.id for person in some], at=now)) == {person.id for person in some}
        counts.append(len(queries))

    assert counts == [1, 1]


@pytest.mark.parametrize("visibility", [Visibility.PENDING, Visibility.WITHDRAWN])
def test_what_is_not_public_is_no_post(house, make, now, visibility):
    idea = make.idea(by=house.ben)
    assert not reputation_of(house.ben, at=now).is_first_post

    set_visibility(lock_idea(idea.id), visibility, at=now)

    assert reputation_of(house.ben, at=now).is_first_post
