"""An idea written down for a customer: without an author here, with their vote, theirs once they join."""

import pytest

from ideas.base.db import db
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.vote.recording import BadRecord, join_recorded, recorded_authors
from ideas.ops.verify.queries import find_violations
from ideas.trust.posting.on_behalf import submit_on_behalf
from tests.cast import NOW


@pytest.fixture
def write_down(house):
    """`write_down(email="kim@example.org")`: Kim's idea, written down by the partner."""

    def write(**wishes):
        return submit_on_behalf(
            house.brand,
            board=house.board,
            title="A ramp at the station shop",
            body="",
            name="Kim",
            said_where="At the counter",
            by=house.partner,
            at=NOW,
            **wishes,
        )

    return write


def counts(idea):
    assert [(one.check, one.sentence) for one in find_violations(now=NOW)] == []
    rank = db.session.get(IdeaRank, idea.id, populate_existing=True)
    return rank.vote_count, rank.recorded_votes


def test_it_has_no_author_and_one_recorded_vote(write_down):
    idea = write_down()

    assert idea.author_id is None
    assert recorded_authors([idea.id])[idea.id].name == "Kim"
    assert counts(idea) == (1, 1)


def test_it_waits_for_an_answer_like_any_other(write_down):
    assert db.session.get(IdeaRank, write_down().id).awaits_answer is True


def test_it_becomes_the_customers_when_they_join(house, write_down, make):
    idea = write_down(email="Kim@Example.org")
    kim = make.account("Kim", "kim@example.org")

    assert join_recorded(kim, at=NOW) == 1
    assert idea.author_id == kim.id
    assert counts(idea) == (1, 0)
    assert recorded_authors([idea.id]) == {}


def test_for_somebody_who_is_here_it_is_theirs_at_once(house, write_down):
    idea = write_down(email="ben@example.com")

    assert idea.author_id == house.ben.id
    assert counts(idea) == (1, 0)


def test_who_joins_takes_nobody_elses_idea(house, write_down, make):
    idea = write_down(email="kim@example.org")
    idea.author_id = house.ana.id
    kim = make.account("Kim", "kim@example.org")

    join_recorded(kim, at=NOW)

    assert idea.author_id == house.ana.id


def test_without_a_name_nothing_is_shared(write_down, rows):
    with pytest.raises(BadRecord), db.session.begin_nested():
        write_down(email="not an address")

    assert rows(Idea) == []
