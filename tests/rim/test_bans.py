"""A ban: its person reads on, and takes no part until it is over."""

from datetime import timedelta

import pytest

from ideas.base import clock
from ideas.community.comment.models import Comment
from ideas.community.follow.models import Follow
from ideas.community.idea.models import Idea
from ideas.community.vote.models import Vote
from ideas.people.brand.queries import find_membership


@pytest.fixture
def ban(make):
    """`ban(ben, hours=2)`: in force, or, with hours below 0, over."""

    def set_ban(person, *, hours):
        with make.at_work():
            find_membership(person).banned_until = clock.now() + timedelta(hours=hours)

    return set_ban


def test_a_banned_person_reads_and_takes_no_part(client_for, ben, idea, ban, rows):
    ban(ben, hours=2)
    client = client_for(ben)
    home = f"/acme/ideas/{idea.number}"
    before = {model: len(rows(model)) for model in (Vote, Comment, Follow, Idea)}

    assert client.get(f"{home}-{idea.slug}").status_code == 200
    for path, form in (
        (f"{home}/vote", {}),
        (f"{home}/follow", {}),
        (f"{home}/comments", {"body": "Let me in"}),
        ("/acme/ideas", {"title": "An idea in spite of it", "body": "", "tags": "", "board": "ideas"}),
    ):
        answer = client.send(path, form)
        assert answer.status_code == 403, path
        assert "not take part for now" in answer.text

    assert {model: len(rows(model)) for model in (Vote, Comment, Follow, Idea)} == before


def test_when_the_ban_is_over_all_is_as_before(client_for, ben, idea, ban, rows):
    ban(ben, hours=-1)

    assert client_for(ben).send(f"/acme/ideas/{idea.number}/vote").status_code < 400
    assert [vote for vote in rows(Vote, Vote.idea_id == idea.id) if vote.account_id == ben.id]


def test_a_ban_is_one_brands_own(client_for, ben, ban, cast):
    ban(ben, hours=2)

    answer = client_for(ben).send(
        "/rival/ideas", {"title": "Milk in the tea, first", "body": "", "tags": "", "board": cast.rival_board.slug}
    )

    assert answer.status_code == 303


def test_who_is_banned_is_shown_no_open_doors(client_for, ben, idea, ban):
    """Neither a vote button that would be refused nor a form that could not be sent."""
    client = client_for(ben)
    page = f"/acme/ideas/{idea.number}-{idea.slug}"
    assert "<vote-button" in client.get(page).text
    ban(ben, hours=2)

    for path in (page, "/acme/ideas", "/acme/"):
        text = client.get(path).text
        assert "<vote-button" not in text, path
        assert "/ideas/new" not in text, path
    assert "Can't vote" in client.get(page).text
    assert f"/acme/ideas/{idea.number}/follow" not in client.get(page).text
    assert client.get("/acme/ideas/new").status_code == 403
