"""Votes that may be false: held, counted again or declared false, with every count exact and nothing deleted."""

import pytest

from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import VOTE_HEAT, heat_of
from ideas.community.vote.actions import VoteHeld, cast_vote, put_under_review, release_votes, void_votes, withdraw_vote
from ideas.community.vote.models import Vote
from ideas.community.vote.queries import vote_state, vote_states
from ideas.community.vote.rules import VoteState
from ideas.ops.verify.queries import find_violations
from tests.cast import NOW


@pytest.fixture
def idea(house, make):
    """Ana's idea, with a vote of ben."""
    idea = make.idea("Oat milk in every shop")
    make.vote(idea, house.ben)
    return idea


def rank_of(idea):
    return db.session.get(IdeaRank, idea.id, populate_existing=True)


def counts(idea):
    rank = rank_of(idea)
    assert find_violations(now=NOW) == []
    return rank.vote_count, rank.held_votes


def test_a_held_vote_is_kept_and_does_not_count(house, idea):
    assert put_under_review(idea.id, [house.ben.id], alert_id=7) == 1
    assert put_under_review(idea.id, [house.ben.id], alert_id=8) == 0

    assert counts(idea) == (1, 1)
    assert rank_of(idea).heat == pytest.approx(heat_of(VOTE_HEAT, NOW))
    assert db.session.get(Vote, (idea.id, house.ben.id), populate_existing=True).alert_id == 7


def test_a_released_vote_counts_as_it_did(house, idea):
    heat = rank_of(idea).heat
    put_under_review(idea.id, [house.ben.id, house.ana.id], alert_id=7)

    assert release_votes(idea.id, [house.ben.id, house.ana.id, house.mod.id]) == 2

    assert counts(idea) == (2, 0)
    assert rank_of(idea).heat == pytest.approx(heat)


def test_a_false_vote_stays_out_until_it_is_released(house, idea):
    put_under_review(idea.id, [house.ben.id], alert_id=7)

    assert void_votes(idea.id, [house.ben.id, house.ana.id]) == 2
    assert counts(idea) == (0, 0)
    assert release_votes(idea.id, [house.ben.id]) == 1
    assert counts(idea) == (1, 0)


def test_nobody_gets_round_it_by_voting_again(house, idea):
    put_under_review(idea.id, [house.ben.id], alert_id=7)

    assert cast_vote(idea, by=house.ben, at=NOW) is False
    with pytest.raises(VoteHeld, match="is being checked") as refused:
        withdraw_vote(idea, by=house.ben)

    assert refused.value.status == 409
    assert counts(idea) == (1, 1)


def test_the_person_can_be_told_how_the_vote_stands(house, idea):
    assert vote_state(house.ben, idea) is VoteState.COUNTED
    put_under_review(idea.id, [house.ben.id], alert_id=7)
    void_votes(idea.id, [house.ana.id])

    assert vote_state(house.ben, idea) is VoteState.UNDER_REVIEW
    assert vote_state(house.ana, idea) is VoteState.VOID
    assert vote_state(house.mod, idea) is None
    assert vote_state(None, idea) is None
    assert vote_states(house.ben, [idea.id]) == {idea.id: VoteState.UNDER_REVIEW}


def test_many_votes_are_held_a_few_hundred_at_a_time(house, make, idea, monkeypatch):
    monkeypatch.setattr("ideas.community.vote.actions.review.AT_ONCE", 2)
    people = [make.member().id for _ in range(5)]
    for account_id in people:
        db.session.add(
            Vote(
                brand_id=house.brand.id, idea_id=idea.id, account_id=account_id, counted_for_id=idea.id, created_at=NOW
            )
        )
    rank = rank_of(idea)
    rank.vote_count, rank.heat = 7, 7 * heat_of(VOTE_HEAT, NOW)
    db.session.flush()

    assert put_under_review(idea.id, people, alert_id=7) == 5
    assert counts(idea) == (2, 5)


def test_the_vote_that_makes_it_enough_brings_the_answer_forward(house, idea, make):
    rank = rank_of(idea)
    rank.due_votes, due = 3, rank.answer_due
    db.session.flush()

    cast_vote(idea, by=house.mod, at=NOW)

    assert rank_of(idea).due_votes is None
    assert rank_of(idea).answer_due < due
