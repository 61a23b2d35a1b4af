"""Votes recorded for people met elsewhere: counted once, shown apart, and their own as soon as they join."""

from datetime import timedelta

import pytest

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea.models import IdeaRank
from ideas.community.merge.actions import merge_ideas, undo_merge
from ideas.community.vote.actions import VotingClosed, cast_vote, withdraw_vote
from ideas.community.vote.models import RecordedVote, Vote
from ideas.community.vote.recording import (
    AlreadyCounted,
    BadRecord,
    join_recorded,
    record_vote,
    recorded_for,
    strike_recorded,
)
from ideas.ops.verify.queries import find_violations
from ideas.people.brand.models import Membership
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW


@pytest.fixture
def idea(house, make):
    """Ana's idea, with her own vote."""
    return make.idea("Oat milk in every shop")


def note(house, idea, name="Kim", email="", **wishes):
    return record_vote(idea, name=name, email=email, said_where="At the counter", by=house.partner, at=NOW, **wishes)


def counts(idea):
    assert [(one.check, one.sentence) for one in find_violations(now=NOW)] == []
    rank = db.session.get(IdeaRank, idea.id, populate_existing=True)
    return rank.vote_count, rank.recorded_votes


def test_a_recorded_vote_counts_and_is_told_apart(house, idea, rows):
    note(house, idea)
    note(house, idea, "Kim")
    note(house, idea, "Robin", email="robin@example.org", link="https://example.org/ticket/1")

    assert counts(idea) == (4, 3)
    assert [
        (row.RecordedVote.name, row.recorder) for row in recorded_for(idea, viewer=viewer_for(house.brand, house.mod))
    ] == [
        ("Robin", "Pia Partner"),
        ("Kim", "Pia Partner"),
        ("Kim", "Pia Partner"),
    ]
    assert [entry.kind for entry in rows(AuditEntry, AuditEntry.kind.like("vote%"))] == ["vote.recorded"] * 3


def test_one_address_is_recorded_once(house, idea):
    note(house, idea, email="Robin@Example.org")

    with pytest.raises(AlreadyCounted, match="recorded here already"):
        note(house, idea, "Rob", email="robin@example.org")
    assert counts(idea) == (2, 1)


def test_whoever_voted_is_not_recorded(house, idea, make):
    make.vote(idea, house.ben)

    with pytest.raises(AlreadyCounted, match="has voted here already"):
        note(house, idea, "Ben", email="ben@example.com")
    assert counts(idea) == (2, 0)


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"name": " "}, "whose vote"),
        ({"email": "robin"}, "not look like"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"link": "https://example.org/" + "x" * 500}, "at most 500"),
    ],
)
def test_what_can_not_be_is_refused(house, idea, wishes, sentence):
    with pytest.raises(BadRecord, match=sentence):
        note(house, idea, **wishes)
    assert counts(idea) == (1, 0)


def test_nothing_is_recorded_where_voting_has_closed(house, idea, make):
    make.move(idea, "not-planned")

    with pytest.raises(VotingClosed):
        note(house, idea)


def test_who_joins_takes_the_recorded_votes_over_once(house, idea, make):
    other = make.idea("Soy milk in every shop")
    for one in (idea, other):
        note(house, one, "Robin", email="robin@example.org")
    robin = make.account("Robin", "Robin@example.org", at=NOW + timedelta(days=3))
    heat = db.session.get(IdeaRank, idea.id, populate_existing=True).heat

    assert join_recorded(robin, at=NOW + timedelta(days=3)) == 2
    assert join_recorded(robin, at=NOW + timedelta(days=3)) == 0

    assert counts(idea) == counts(other) == (2, 0)
    assert db.session.get(IdeaRank, idea.id, populate_existing=True).heat == pytest.approx(heat)
    assert cast_vote(idea, by=robin, at=NOW) is False
    assert db.session.query(Membership).filter_by(account_id=robin.id).count() == 1
    assert withdraw_vote(idea, by=robin) is True
    assert counts(idea) == (1, 0)


def test_who_has_not_proven_the_address_takes_nothing_over(house, idea, make):
    note(house, idea, "Robin", email="robin@example.org")
    robin = make.account("Robin", "robin@example.org")
    robin.verified_at = None

    assert join_recorded(robin, at=NOW) == 0
    assert counts(idea) == (2, 1)


def test_a_vote_recorded_for_somebody_who_is_here_is_theirs_at_once(house, idea):
    recorded = note(house, idea, "Ben", email="ben@example.com")

    assert recorded.joined_id == house.ben.id
    assert counts(idea) == (2, 0)
    assert db.session.get(Vote, (idea.id, house.ben.id)) is not None


def test_whoever_voted_meanwhile_still_counts_once(house, idea, make):
    """The record was on its way while the person signed in: the two passed each other."""
    recorded = note(house, idea, "Robin", email="robin@example.org")
    robin = make.account("Robin", "robin@example.org")
    cast_vote(idea, by=robin, at=NOW)
    assert counts(idea) == (3, 1)

    assert join_recorded(robin, at=NOW) == 1

    assert counts(idea) == (2, 0)
    assert recorded.joined_id == robin.id


def test_records_of_one_address_count_once_when_ideas_are_merged(house, idea, make):
    other = make.idea("Soy milk in every shop", by=house.mod)
    note(house, idea, "Robin", email="robin@example.org")
    note(house, other, "Robin", email="robin@example.org")
    note(house, other, "Nobody knows")

    merged = merge_ideas(other, idea, by=house.mod, at=NOW)
    assert (counts(idea), counts(other)) == ((4, 2), (0, 0))

    undo_merge(merged, by=house.mod, at=NOW)
    assert (counts(idea), counts(other)) == ((2, 1), (3, 2))


def test_who_joins_after_a_merge_counts_once_and_so_after_its_undoing(house, idea, make):
    other = make.idea("Soy milk in every shop", by=house.mod)
    note(house, idea, "Robin", email="robin@example.org")
    note(house, other, "Robin", email="robin@example.org")
    merged = merge_ideas(other, idea, by=house.mod, at=NOW)
    robin = make.account("Robin", "robin@example.org")

    assert join_recorded(robin, at=NOW) == 2
    assert (counts(idea), counts(other)) == ((3, 0), (0, 0))

    undo_merge(merged, by=house.mod, at=NOW)
    assert (counts(idea), counts(other)) == ((2, 0), (2, 0))


def test_a_record_can_be_struck_until_it_is_the_persons_own(house, idea, make):
    recorded, kept = note(house, idea), note(house, idea, "Ben", email="ben@example.com")

    strike_recorded(recorded, by=house.partner, at=NOW)
    with pytest.raises(AlreadyCounted, match="only they can take it back"):
        strike_recorded(kept, by=house.partner, at=NOW)

    assert counts(idea) == (2, 0)
    assert db.session.query(RecordedVote).count() == 1
