"""Heat: it looks at when votes came, its order does not change with time alone, and what is taken back leaves no trace."""

from datetime import timedelta

import pytest

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.comment.actions import remove_comment
from ideas.community.idea.listing import Filters, list_ideas
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import COMMENT_HEAT, HALF_LIFE_DAYS, LANDMARK, VOTE_HEAT, heat_of
from ideas.community.vote.actions import withdraw_vote


def heat_at(idea):
    return db.session.get(IdeaRank, idea.id, populate_existing=True).heat


def order(house):
    return [card.id for card in list_ideas(viewer_for(house.brand, None), Filters()).cards]


def test_a_vote_is_worth_one_at_the_landmark_and_twice_as_much_each_half_life_later():
    assert heat_of(VOTE_HEAT, LANDMARK) == 1.0
    assert heat_of(VOTE_HEAT, LANDMARK + timedelta(days=HALF_LIFE_DAYS)) == 2.0
    assert heat_of(VOTE_HEAT, LANDMARK - timedelta(days=2 * HALF_LIFE_DAYS)) == 0.25
    assert heat_of(COMMENT_HEAT, LANDMARK) == 0.6


@pytest.mark.parametrize("years", [-38, 38])
def test_the_scale_lasts_38_years_on_either_side(years):
    heat = heat_of(VOTE_HEAT, LANDMARK + timedelta(days=365 * years))

    assert 0 < heat < float("inf")


def test_the_order_of_two_ideas_does_not_change_with_time_alone():
    """Seen from any later moment both have lost the same share: the quotient is what it was."""
    a = heat_of(1, LANDMARK) + heat_of(1, LANDMARK + timedelta(days=3))
    b = heat_of(1, LANDMARK + timedelta(days=10))

    def seen_from(heat, days):
        return heat / heat_of(1, LANDMARK + timedelta(days=days))

    assert [seen_from(a, days) > seen_from(b, days) for days in (10, 20, 400, 4000)] == [a > b] * 4


def test_an_old_idea_with_fresh_votes_overtakes_a_younger_one(house, make, now):
    old = make.idea("Wanted again after half a year", at=now - timedelta(days=180))
    young = make.idea("Young and wanted by one", by=house.ben, at=now - timedelta(days=3))
    make.vote(young, house.mod, at=now - timedelta(days=3))
    assert order(house) == [young.id, old.id]

    for voter in (house.ben, house.mod, house.owner):
        make.vote(old, voter, at=now)

    assert order(house) == [old.id, young.id]


def test_many_old_votes_weigh_less_than_a_few_fresh_ones(house, make, now):
    old, young = make.idea(at=now - timedelta(days=90)), make.idea(at=now)
    for _ in range(20):
        make.vote(old, make.member(), at=now - timedelta(days=90))

    assert order(house) == [young.id, old.id]


def test_heat_is_the_sum_of_its_votes_and_comments(house, make, now):
    idea = make.idea(at=now)
    make.vote(idea, house.ben, at=now + timedelta(days=1))
    make.comment(idea, by=house.mod, at=now + timedelta(days=2))
    make.comment(idea, by=house.ana, at=now + timedelta(days=2))  # its author's own: no heat

    assert heat_at(idea) == pytest.approx(
        heat_of(1, now) + heat_of(1, now + timedelta(days=1)) + heat_of(0.6, now + timedelta(days=2))
    )


def test_what_is_taken_back_leaves_no_trace(house, make, now):
    idea = make.idea(at=now)
    before = heat_at(idea)
    make.vote(idea, house.ben, at=now + timedelta(days=5))
    comment = make.comment(idea, by=house.ben, at=now + timedelta(days=6))
    own = make.comment(idea, by=house.ana, at=now + timedelta(days=6))
    assert heat_at(idea) > before * 2

    withdraw_vote(idea, by=house.ben)
    remove_comment(comment, by=house.ben, at=now + timedelta(days=60))
    remove_comment(own, by=house.ana, at=now + timedelta(days=60))

    assert heat_at(idea) == pytest.approx(before, rel=1e-12)
