"""Whose votes count where, once ideas are merged: each person once, and never less than before."""

import pytest

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import COMMENT_HEAT, VOTE_HEAT, heat_of
from ideas.community.merge.actions import undo_merge
from ideas.community.vote.actions import cast_vote, put_under_review, release_votes, void_votes, withdraw_vote
from ideas.community.vote.models import Vote
from ideas.community.vote.queries import has_voted, vote_states, votes_of
from ideas.community.vote.rules import VoteState
from tests.cast import NOW
from tests.community.merge.family import all_is_well, count, merge


def test_voters_of_both_count_once_each(house, duplicate, canonical, people):
    merge(house, duplicate, canonical, reason="The same wish")

    assert (count(canonical), count(duplicate)) == (8, 0), "six people, ana and ben"
    assert all(has_voted(person, canonical) and has_voted(person, duplicate) for person in people)
    assert db.session.query(Vote).count() == 10, "no vote was moved or lost"
    assert all_is_well()


def test_heat_follows_the_votes_and_leaves_the_comments(house, duplicate, canonical, make):
    make.comment(duplicate, by=house.mod)

    merge(house, duplicate, canonical)

    assert db.session.get(IdeaRank, canonical.id).heat == pytest.approx(8 * heat_of(VOTE_HEAT, NOW))
    assert db.session.get(IdeaRank, duplicate.id).heat == pytest.approx(heat_of(COMMENT_HEAT, NOW))


def test_votes_cast_after_the_merge_stay_where_they_were_cast(house, duplicate, canonical, make):
    late, later = make.member("Late"), make.member("Later")
    merged = merge(house, duplicate, canonical)

    assert cast_vote(duplicate, by=late, at=NOW) is True
    assert cast_vote(duplicate, by=late, at=NOW) is False
    assert cast_vote(canonical, by=later, at=NOW) is True
    assert count(canonical) == 10

    undo_merge(merged, by=house.mod, at=NOW)

    assert (count(canonical), count(duplicate)) == (7, 5)
    assert vote_states(late, [duplicate.id, canonical.id]) == {canonical.id: VoteState.COUNTED}
    assert all_is_well()


def test_whoever_voted_for_the_merged_idea_has_voted(house, duplicate, canonical, people):
    merge(house, duplicate, canonical)

    assert vote_states(people[0], [canonical.id]) == {canonical.id: VoteState.COUNTED}
    assert cast_vote(canonical, by=people[0], at=NOW) is False
    assert list(db.session.scalars(votes_of(people[0]))) == [canonical.id]
    assert count(canonical) == 8


def test_a_held_vote_on_a_merged_idea_is_still_theirs_in_lists(house, duplicate, canonical, people):
    """It counts for no idea, but they voted: the list says so, and that it does not count now."""
    put_under_review(duplicate.id, [people[0].id], alert_id=7)
    merge(house, duplicate, canonical)

    assert vote_states(people[0], [canonical.id]) == {canonical.id: VoteState.UNDER_REVIEW}
    assert list(db.session.scalars(votes_of(people[0]))) == [canonical.id]


def test_a_vote_that_counts_goes_before_one_that_is_held(house, duplicate, canonical, people):
    cast_vote(canonical, by=people[0], at=NOW)
    put_under_review(duplicate.id, [people[0].id], alert_id=7)
    merge(house, duplicate, canonical)

    assert vote_states(people[0], [canonical.id]) == {canonical.id: VoteState.COUNTED}


def test_taking_a_vote_back_takes_back_all_of_the_family(house, duplicate, canonical, people):
    merge(house, duplicate, canonical)

    assert withdraw_vote(duplicate, by=people[2]) is True
    assert withdraw_vote(canonical, by=people[2]) is False
    assert withdraw_vote(canonical, by=people[0]) is True

    assert count(canonical) == 6
    assert not has_voted(people[2], duplicate)
    assert all_is_well()


def test_the_canonical_ideas_stage_decides_whether_votes_are_taken(house, duplicate, canonical, make):
    merge(house, duplicate, canonical)
    make.move(canonical, "not-planned")

    with pytest.raises(Refusal, match="Voting on this idea has closed"):
        cast_vote(duplicate, by=make.member(), at=NOW)


def test_retained_votes_count_for_the_canonical_idea(house, duplicate, canonical):
    for idea, retained in ((duplicate, 7), (canonical, 2)):
        rank = db.session.get(IdeaRank, idea.id, populate_existing=True)
        rank.retained_votes, rank.vote_count = retained, rank.vote_count + retained
        rank.heat += retained * heat_of(VOTE_HEAT, NOW)
    db.session.flush()

    merged = merge(house, duplicate, canonical)
    assert (count(canonical), count(duplicate)) == (17, 0)
    assert all_is_well()

    undo_merge(merged, by=house.mod, at=NOW)
    assert (count(canonical), count(duplicate)) == (7, 12)
    assert all_is_well()


def test_a_held_vote_does_not_count_wherever_it_goes(house, duplicate, canonical, people):
    assert put_under_review(duplicate.id, [people[0].id, people[3].id], alert_id=1) == 2
    merged = merge(house, duplicate, canonical)

    assert count(canonical) == 7, "the first is held; the fourth counts by another vote"
    assert all_is_well()
    assert release_votes(duplicate.id, [people[0].id, people[3].id]) == 2
    assert count(canonical) == 8
    assert all_is_well()

    undo_merge(merged, by=house.mod, at=NOW)
    assert (count(canonical), count(duplicate)) == (5, 5)
    assert all_is_well()


def test_holding_the_vote_that_counts_lets_the_persons_other_one_count(house, duplicate, canonical, people):
    merge(house, duplicate, canonical)

    put_under_review(canonical.id, [people[2].id], alert_id=1)
    assert count(canonical) == 8
    put_under_review(duplicate.id, [people[2].id], alert_id=1)
    assert count(canonical) == 7
    void_votes(canonical.id, [people[2].id])
    release_votes(duplicate.id, [people[2].id])
    assert count(canonical) == 8
    assert all_is_well()
