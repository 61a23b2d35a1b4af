"""Submitting as every door does it: the author joins, votes and follows."""

from datetime import timedelta

import pytest

from ideas.community.follow.queries import is_following
from ideas.community.idea.actions import BadTitle
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.vote.actions import Unverified
from ideas.community.vote.models import Vote
from ideas.community.vote.queries import has_voted
from ideas.people.brand.models import Membership
from ideas.trust.posting.actions import submit
from ideas.trust.screening.actions import PostedAlready


def _submit(house, by, now, **wishes):
    wishes = {"title": "Oat milk in every shop", **wishes}
    return submit(house.brand, board=house.board, body="", by=by, at=now, **wishes)


def test_the_author_votes_for_the_idea_and_follows_it(house, now, rows):
    idea = _submit(house, house.ben, now, tags=("milk",))

    assert has_voted(house.ben, idea)
    assert is_following(house.ben, idea)
    assert [(rank.idea_id, rank.vote_count) for rank in rows(IdeaRank)] == [(idea.id, 1)]
    assert [(vote.account_id, vote.created_at) for vote in rows(Vote)] == [(house.ben.id, now)]


def test_whoever_shares_an_idea_is_a_member_from_then_on(house, now, rows):
    _submit(house, house.newcomer, now)

    (place,) = rows(Membership, Membership.account_id == house.newcomer.id)
    assert (place.brand_id, place.role, place.handle) == (house.brand.id, "member", "nia-newcomer")


def test_a_staff_member_stays_what_they_are(house, now, rows):
    _submit(house, house.mod, now)

    assert [place.role for place in rows(Membership, Membership.account_id == house.mod.id)] == ["moderator"]


def test_a_refused_idea_leaves_nothing(app, cast, make, now, rows):
    with pytest.raises(BadTitle), make.at_work():
        _submit(cast, cast.newcomer, now, title="Short")

    assert rows(Idea) == rows(Vote) == []
    assert rows(Membership, Membership.account_id == cast.newcomer.id) == []


def test_nobody_shares_an_idea_before_their_address_is_proven(house, make, now):
    person = make.account()
    person.verified_at = None

    with pytest.raises(Unverified):
        _submit(house, person, now)


def test_the_same_idea_sent_twice_is_one_idea(house, now, rows):
    def share(**wishes):
        return submit(
            house.brand,
            **{
                "board": house.board,
                "title": "A quiet corner, please",
                "body": "",
                "by": house.ana,
                "at": now,
                **wishes,
            },
        )

    first = share()

    assert share(at=now + timedelta(minutes=59)).id == first.id
    assert share(body="By the window.").id != first.id
    assert share(by=house.ben).id != first.id
    with pytest.raises(PostedAlready):
        share(at=now + timedelta(minutes=61))
    assert share(at=now + timedelta(hours=25)).id != first.id
