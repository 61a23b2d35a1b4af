"""Votes: one each, counted as they come and go, only where the idea takes them."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea.actions import set_visibility
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.stage.queries import find_stage
from ideas.community.vote.actions import Unverified, VotingClosed, cast_vote, withdraw_vote
from ideas.community.vote.models import Vote
from ideas.community.vote.queries import VOTERS_PAGE, has_voted, vote_states, voters_of
from ideas.community.vote.rules import VoteState


@pytest.fixture
def idea(house, make):
    return make.idea("Oat milk in every shop")


def count(idea):
    return db.session.get(IdeaRank, idea.id, populate_existing=True).vote_count


def test_cast_vote_counts_once_per_person(house, idea, now):
    assert cast_vote(idea, by=house.ben, at=now) is True
    assert cast_vote(idea, by=house.ben, at=now + timedelta(days=1)) is False

    assert count(idea) == 2, "ana's own and ben's"
    assert vote_states(house.ben, [idea.id]) == {idea.id: VoteState.COUNTED}


def test_a_second_vote_adds_no_heat_and_keeps_the_moment_of_the_first(house, idea, now, rows):
    cast_vote(idea, by=house.ben, at=now)
    heat = db.session.get(IdeaRank, idea.id, populate_existing=True).heat

    cast_vote(idea, by=house.ben, at=now + timedelta(days=9))

    assert db.session.get(IdeaRank, idea.id, populate_existing=True).heat == heat
    assert [vote.created_at for vote in rows(Vote, Vote.account_id == house.ben.id)] == [now]


def test_withdraw_vote_takes_it_back_once(house, idea, now):
    cast_vote(idea, by=house.ben, at=now)

    assert withdraw_vote(idea, by=house.ben) is True
    assert withdraw_vote(idea, by=house.ben) is False

    assert count(idea) == 1
    assert not has_voted(house.ben, idea)


def test_one_may_vote_again_after_taking_it_back(house, idea, now):
    cast_vote(idea, by=house.ben, at=now)
    withdraw_vote(idea, by=house.ben)

    assert cast_vote(idea, by=house.ben, at=now) is True
    assert count(idea) == 2


def test_voting_is_closed_in_a_stage_that_freezes_votes(house, idea, make, now):
    cast_vote(idea, by=house.ben, at=now)
    make.move(idea, "planned", "in-progress", "shipped")

    with pytest.raises(VotingClosed, match=r"^Voting on this idea has closed\.$") as refused:
        cast_vote(idea, by=house.mod, at=now)
    with pytest.raises(VotingClosed, match="its votes stay as they are"):
        withdraw_vote(idea, by=house.ben)

    assert refused.value.status == 403
    assert count(idea) == 2


def test_voting_opens_again_with_the_stage(house, idea, make, now):
    make.move(idea, "not-planned", "under-review")

    assert cast_vote(idea, by=house.ben, at=now) is True


def test_a_stage_may_freeze_votes_while_ideas_are_in_it(house, idea, now):
    find_stage("new").freezes_votes = True
    db.session.flush()

    with pytest.raises(VotingClosed):
        cast_vote(idea, by=house.ben, at=now)


@pytest.mark.parametrize("visibility", [one for one in Visibility if one is not Visibility.PUBLIC])
def test_nobody_votes_on_an_idea_that_is_not_public(house, idea, now, visibility):
    set_visibility(idea, visibility, at=now)

    with pytest.raises(VotingClosed):
        cast_vote(idea, by=house.ben, at=now)
    with pytest.raises(VotingClosed):
        withdraw_vote(idea, by=house.ana)

    assert count(idea) == 1


def test_an_unproven_address_has_no_vote(house, idea, make, now):
    person = make.member()
    person.verified_at = None

    with pytest.raises(Unverified, match="Confirm your address first") as refused:
        cast_vote(idea, by=person, at=now)

    assert refused.value.status == 403
    assert count(idea) == 1


def test_the_database_itself_lets_nobody_vote_twice(house, idea, now):
    cast_vote(idea, by=house.ben, at=now)

    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(
            insert(Vote).values(brand_id=house.brand.id, idea_id=idea.id, account_id=house.ben.id, created_at=now)
        )


def test_the_database_keeps_a_vote_in_its_ideas_brand(house, idea, now):
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(
            insert(Vote).values(brand_id=house.rival.id, idea_id=idea.id, account_id=house.ben.id, created_at=now)
        )


def test_vote_states_are_of_this_person_and_these_ideas(house, make, now):
    first, second, third = (make.idea(by=house.mod) for _ in range(3))
    cast_vote(first, by=house.ben, at=now)
    cast_vote(second, by=house.ben, at=now)

    assert vote_states(house.ben, [first.id, third.id]) == {first.id: VoteState.COUNTED}
    assert vote_states(house.ana, [first.id, second.id, third.id]) == {}
    assert vote_states(None, [first.id]) == {}
    assert vote_states(house.ben, []) == {}


def test_voters_come_in_pages_with_names_and_handles(house, idea, make):
    people = [make.member(f"Voter {number}") for number in range(VOTERS_PAGE + 1)]
    for person in people:
        make.vote(idea, person)

    viewer = viewer_for(house.brand, None)

    first, after = voters_of(idea, viewer=viewer)
    rest, end = voters_of(idea, viewer=viewer, after=after)

    assert end is None
    assert len(first) == VOTERS_PAGE
    assert [name for name, _ in (*first, *rest)] == [*(one.display_name for one in reversed(people)), "Ana Lopes"]
    assert rest[-1] == ("Ana Lopes", "ana-lopes")
