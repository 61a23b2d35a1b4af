"""The pages on which something is limited: what holds already is shown instead of the form, and nothing typed is lost."""

import pytest

from ideas.base.db import db
from ideas.community.comment.models import Comment
from ideas.trust.moderation.actions import hide_comment, lock_idea_discussion
from ideas.trust.moderation.models import Statement
from tests.trust.moderation.conftest import FACTS


def test_a_hidden_idea_has_the_way_back_in_place_of_the_form(client_for, cast, idea, statement):
    client = client_for(cast.mod)

    page = client.get(f"/acme/ideas/{idea.number}/hiding").text

    assert "This is hidden already" in page
    assert f"/acme/statements/{statement.id}" in page
    assert "What happened" not in page
    assert client.send(f"/acme/ideas/{idea.number}/hiding/delete").status_code == 303


def test_a_hidden_comment_and_a_closed_discussion_too(client_for, cast, make, idea, act):
    comment = make.comment(idea)
    act(
        lambda rule, at: hide_comment(
            db.session.get_one(Comment, comment.id), rule=rule, facts=FACTS, by=cast.mod, at=at
        )
    )
    act(lambda rule, at: lock_idea_discussion(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))
    client = client_for(cast.mod)

    hidden = client.get(f"/acme/ideas/{idea.number}/comments/{comment.id}/hiding").text
    closed = client.get(f"/acme/ideas/{idea.number}/lock").text

    assert ("This is hidden already" in hidden, "Show it again" in hidden) == (True, True)
    assert ("This discussion is closed already" in closed, "Open it again" in closed) == (True, True)


@pytest.mark.engines
def test_who_hides_what_was_hidden_meanwhile_keeps_the_words(client_for, cast, idea, statement, rows):
    words = "It calls somebody names, and I wrote this for nothing."

    late = client_for(cast.owner).send(
        f"/acme/ideas/{idea.number}/hiding", {"act": "hide", "rule": str(statement.rule_id), "facts": words}
    )

    assert late.status_code == 409
    assert words in late.text
    assert len(rows(Statement)) == 1


def test_closing_a_discussion_says_what_that_means(client_for, cast, idea):
    page = client_for(cast.mod).get(f"/acme/ideas/{idea.number}/lock").text

    assert "What was written stays, and people can still vote." in page


def test_a_statement_speaks_to_the_person(client_for, cast, statement):
    page = f"/acme/statements/{statement.id}"

    assert "only you and the people who run the board see it" in client_for(cast.ana).get(page).text
    assert "only its author and the people who run the board see it" in client_for(cast.mod).get(page).text


@pytest.mark.parametrize(("term", "words"), [("7", "Banned until"), ("for-good", "Banned for good")])
def test_the_banned_are_listed_until_the_ban_ends(client_for, cast, rows, act, term, words):
    rule_id = act(lambda rule, at: rule.id)
    sent = {"term": term, "rule": str(rule_id), "facts": FACTS}
    assert client_for(cast.mod).send("/acme/people/ben-okafor/ban", sent).status_code == 303
    owner = client_for(cast.owner)

    banned = owner.get("/acme/settings/people?role=banned").text

    assert "Ben Okafor" in banned
    assert "Ana Lopes" not in banned
    assert words in banned
    client_for(cast.mod).send("/acme/people/ben-okafor/ban/delete")
    assert "Nobody is banned" in owner.get("/acme/settings/people?role=banned").text


def test_a_lifted_statement_speaks_of_the_past(client_for, cast, idea, statement):
    page = f"/acme/statements/{statement.id}"
    client_for(cast.owner).send(f"/acme/ideas/{idea.number}/hiding/delete")

    read = client_for(cast.ana).get(page).text

    assert "<h1>An idea was hidden</h1>" in read
    assert ("What it meant" in read, "when it was lifted" in read, "For good" in read) == (True, True, False)
    assert "Your idea is hidden" not in client_for(cast.ana).get("/acme/statements").text
