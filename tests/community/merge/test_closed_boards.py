"""What is merged with something that not everybody sees: its number, its votes and its page stay closed."""

import pytest

from ideas.base import clock
from ideas.base.db import db, writing
from ideas.community.merge.actions import merge_ideas
from ideas.community.vote.models import Vote
from tests.community.merge.family import page


@pytest.fixture
def inner(make, cast):
    """An idea on acme's invited board, which is ana's."""
    return make.idea("Only for the few", board=cast.inner_board)


def test_the_story_names_no_idea_that_the_reader_cannot_see(client_for, cast, make, idea, inner, visitor):
    with make.at_work():
        merge_ideas(inner, idea, by=cast.mod, at=clock.now())

    told, open_to_all = (
        page(client_for(cast.mod), f"/acme/ideas/{idea.reference}"),
        page(visitor, f"/acme/ideas/{idea.reference}"),
    )

    assert f"merged idea {inner.number} into this one" in told
    assert "merged another idea into this one" in open_to_all
    assert f"idea {inner.number}" not in open_to_all


def test_nobody_votes_for_an_idea_that_they_cannot_see(client_for, cast, make, idea, inner, rows, visitor):
    with make.at_work():
        merge_ideas(idea, inner, by=cast.mod, at=clock.now())
    before = len(rows(Vote))

    answer = client_for(cast.ben).send(f"/acme/ideas/{idea.number}/vote")

    assert (answer.status_code, len(rows(Vote))) == (403, before)
    assert "that you can&#39;t see here" in answer.get_data(as_text=True)
    assert f"idea {inner.number}" not in page(visitor, f"/acme/ideas/{idea.reference}")


def test_nor_by_signing_in(client_for, cast, make, idea, inner, visitor, rows, app):
    from ideas.rim.intent import fulfil

    with make.at_work():
        merge_ideas(idea, inner, by=cast.mod, at=clock.now())
    before = len(rows(Vote))

    with app.test_request_context(), writing():
        fulfil({"kind": "vote", "brand": "acme", "number": idea.number}, db.session.merge(cast.ben), then="/")

    assert len(rows(Vote)) == before
