"""Voting in a real browser: with scripts, without, and when the server says no."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ideas.base.db import db, writing
from ideas.community.idea.models import IdeaRank
from ideas.community.vote.models import Vote
from ideas.people.account.models import Account
from tests.browser.visiting import expect_vote, scripts_on_and_off, sign_in, vote_of


@pytest.fixture
def oat(make):
    """An idea by ana, with ana's own vote."""
    return make.idea("Oat milk in every shop")


def voters(rows, idea) -> set[int]:
    return {vote.account_id for vote in rows(Vote, Vote.idea_id == idea.id)}


@scripts_on_and_off
def test_a_visitors_vote_counts_after_signing_in_without_another_click(
    open_page, ben_with_password, oat, rows, ana, scripts
):
    page = open_page(java_script_enabled=scripts)
    page.goto("/acme/ideas")
    expect_vote(page, oat.title, pressed=False, count=1)

    vote_of(page, oat.title).get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    assert voters(rows, oat) == {ana.id}
    sign_in(page, "ben@example.com")

    expect(page).to_have_url(re.compile("/acme/ideas$"))
    expect(page.get_by_text(f"Your vote counts: {oat.title}")).to_be_visible()
    expect_vote(page, oat.title, pressed=True, count=2)
    assert voters(rows, oat) == {ana.id, ben_with_password.id}


@scripts_on_and_off
def test_a_vote_counts_and_is_taken_back(open_page, ben, oat, rows, ana, scripts):
    page = open_page(ben, java_script_enabled=scripts)
    page.goto(f"/acme/ideas/{oat.reference}")

    with page.expect_response(lambda response: response.url.endswith("/vote")):
        vote_of(page, oat.title).get_by_role("button").click()
    expect_vote(page, oat.title, pressed=True, count=2)
    page.reload()
    expect_vote(page, oat.title, pressed=True, count=2)
    assert voters(rows, oat) == {ana.id, ben.id}

    with page.expect_response(lambda response: response.url.endswith("/vote/delete")):
        vote_of(page, oat.title).get_by_role("button").click()
    expect_vote(page, oat.title, pressed=False, count=1)
    page.reload()
    expect_vote(page, oat.title, pressed=False, count=1)
    assert voters(rows, oat) == {ana.id}


def test_a_vote_is_shown_before_the_server_has_answered(open_page, ben, oat):
    page, held = open_page(ben), []
    page.route("**/vote", lambda route: held.append(route))
    page.goto("/acme/ideas")

    vote_of(page, oat.title).get_by_role("button").click()

    expect_vote(page, oat.title, pressed=True, count=2)
    assert len(held) == 1, "the request is on its way, and not answered yet"
    held[0].continue_()
    expect(vote_of(page, oat.title)).to_have_attribute("data-count", "2")
    expect_vote(page, oat.title, pressed=True, count=2)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda route: route.abort(), "Your vote was not saved: there is no connection."),
        (lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"), "Your vote was not saved."),
        (lambda route: route.fulfill(status=200, body="<p>Something else</p>"), "Your vote was not saved."),
    ],
)
def test_a_vote_that_was_not_saved_is_taken_back_and_says_so(
    open_page, ben, oat, rows, ana, complaints, answer, sentence
):
    page = open_page(ben)
    page.route("**/vote", answer)
    page.goto("/acme/ideas")

    vote_of(page, oat.title).get_by_role("button").click()

    expect(page.get_by_role("status").filter(has_text=sentence)).to_be_visible()
    expect_vote(page, oat.title, pressed=False, count=1)
    assert voters(rows, oat) == {ana.id}
    page.unroute("**/vote")
    vote_of(page, oat.title).get_by_role("button").click()
    expect_vote(page, oat.title, pressed=True, count=2)
    expect(page.get_by_text(sentence)).to_have_count(0)
    complaints[:] = [one for one in complaints if not one.startswith("502")]


def test_a_vote_that_is_refused_says_why(open_page, ben, oat, make, rows, ana):
    page = open_page(ben)
    page.goto(f"/acme/ideas/{oat.reference}")
    make.move(oat, "not-planned")

    vote_of(page, oat.title).get_by_role("button").click()

    expect(page.get_by_role("status").filter(has_text="Voting on this idea has closed.")).to_be_visible()
    expect_vote(page, oat.title, pressed=False, count=1)
    assert voters(rows, oat) == {ana.id}


def test_hasty_clicks_end_where_the_person_left_off(open_page, ben, oat, rows, ana):
    page = open_page(ben)
    page.goto("/acme/ideas")
    button = vote_of(page, oat.title).get_by_role("button")

    for _ in range(5):
        button.click()
    while vote_of(page, oat.title).evaluate("vote => vote.isSaving"):
        page.wait_for_timeout(50)
    page.reload()

    expect_vote(page, oat.title, pressed=True, count=2)
    assert voters(rows, oat) == {ana.id, ben.id}
    assert [rank.vote_count for rank in rows(IdeaRank)] == [2]


def test_single_keys_work_and_can_be_switched_off(open_page, ben, make, app, now):
    first, second = (
        make.idea(title, at=now + timedelta(days=day))
        for day, title in ((1, "The first idea of two"), (0, "The second idea of two"))
    )
    page = open_page(ben)
    page.goto("/acme/ideas")

    page.keyboard.press("j")
    expect(page.get_by_role("link", name=first.title)).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name=second.title)).to_be_focused()
    page.keyboard.press("v")
    expect_vote(page, second.title, pressed=True, count=2)
    page.keyboard.press("k")
    expect(page.get_by_role("link", name=first.title)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jkvc?")
    expect(page.get_by_role("searchbox")).to_have_value("jkvc?")
    page.get_by_role("link", name=first.title).focus()
    page.keyboard.press("Control+v")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile("/acme/ideas$"))
    expect_vote(page, first.title, pressed=False, count=1)
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/acme/ideas/new$"))

    with app.app_context(), writing():
        db.session.get_one(Account, ben.id).shortcuts_on = False
    page.goto("/acme/ideas")
    for key in ("j", "v", "c", "?", "/"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("/acme/ideas$"))
    expect_vote(page, first.title, pressed=False, count=1)
    expect(page.get_by_role("dialog")).to_be_hidden()
