"""Voting and sharing in a real browser: with scripts, without, and when the server says no."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ideas.account.actions import set_password
from ideas.account.models import Account
from ideas.account.passwords import hash_password
from ideas.db import db, transaction
from ideas.idea.models import Idea, IdeaRank
from ideas.voting.models import Vote
from tests.letters import PASSWORD

TITLE = "A loyalty card made of wood"
WHY_NOT = "It would make each cup twice as dear, and nobody wants that."
DRAFT = "localStorage.getItem('draft:idea:acme')"
scripts_on_and_off = pytest.mark.parametrize("scripts", [True, False])


@pytest.fixture
def ben_with_password(app, ben) -> Account:
    with app.app_context(), transaction():
        set_password(db.session.get_one(Account, ben.id), hash_password(PASSWORD))
    return ben


@pytest.fixture
def oat(make):
    """An idea by ana, with ana's own vote."""
    return make.idea("Oat milk in every shop")


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def vote_of(page: Page, title: str):
    return page.locator("vote-button").filter(has=page.get_by_role("button", name=f"“{title}”"))


def expect_vote(page: Page, title: str, *, pressed: bool, count: int) -> None:
    vote = vote_of(page, title)
    expect(vote.get_by_role("button")).to_have_attribute("aria-pressed", "true" if pressed else "false")
    expect(vote.locator(".vote__count")).to_have_text(str(count))


def kept_draft(page: Page, words: str) -> None:
    """Wait until this browser has kept a draft with these words: it does so a moment after the last letter."""
    for _ in range(60):
        if words in (page.evaluate(DRAFT) or ""):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"no draft with {words!r} was kept")


def voters(rows, idea) -> set[int]:
    return {vote.account_id for vote in rows(Vote, Vote.idea_id == idea.id)}


# --- voting ----------------------------------------------------------------------------------------------------------


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
    first, second = (make.idea(title, at=now + timedelta(days=day)) for day, title in ((1, "The first idea of two"), (0, "The second idea of two")))  # fmt: skip
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

    with app.app_context(), transaction():
        db.session.get_one(Account, ben.id).shortcuts_on = False
    page.goto("/acme/ideas")
    for key in ("j", "v", "c", "?", "/"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("/acme/ideas$"))
    expect_vote(page, first.title, pressed=False, count=1)
    expect(page.get_by_role("dialog")).to_be_hidden()


# --- sharing ---------------------------------------------------------------------------------------------------------


@scripts_on_and_off
def test_share_an_idea(open_page, ben, rows, scripts):
    page = open_page(ben, width=390, java_script_enabled=scripts)
    page.goto("/acme/ideas")
    page.get_by_role("link", name="Share an idea").first.click()

    page.get_by_label("Your idea in one sentence").fill("Too short")
    page.get_by_label("Tell us more").fill("Plastic is **ugly**.")
    page.get_by_role("button", name="Share the idea").click()
    expect(page.get_by_role("alert")).to_contain_text("Use at least 10 characters; this has 9.")
    expect(page.get_by_label("Tell us more")).to_have_value("Plastic is **ugly**.")
    page.get_by_label("Your idea in one sentence").fill(TITLE)
    page.get_by_label("Tags").fill("card, wood")
    page.get_by_role("button", name="Share the idea").click()

    expect(page).to_have_url(re.compile("/acme/ideas/1-a-loyalty-card-made-of-wood$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("strong", has_text="ugly")).to_be_visible()
    expect(page.get_by_text("Your idea is number 1, and your vote for it counts.")).to_be_visible()
    expect_vote(page, TITLE, pressed=True, count=1)
    assert [(idea.title, idea.author_id) for idea in rows(Idea)] == [(TITLE, ben.id)]


def test_the_preview_shows_what_will_be_stored(open_page, ben):
    page = open_page(ben)
    page.goto("/acme/ideas/new")
    page.get_by_label("Tell us more").fill("Ask @ana-lopes: **bold**")

    page.get_by_role("button", name="Preview").click()

    preview = page.locator(".markdown-editor__preview")
    expect(preview.get_by_role("link", name="@ana-lopes")).to_be_visible()
    expect(preview.locator("strong")).to_have_text("bold")
    expect(page).to_have_url(re.compile("/acme/ideas/new$"))


def test_a_draft_outlives_a_reload_and_goes_when_the_idea_is_shared(open_page, ben):
    page = open_page(ben)
    page.goto("/acme/ideas/new")
    page.get_by_label("Your idea in one sentence").fill(TITLE)
    page.get_by_label("Tell us more").fill("Half a thou")
    kept_draft(page, "Half a thou")

    page.reload()

    expect(page.get_by_text("We kept your draft.")).to_be_visible()
    expect(page.get_by_label("Your idea in one sentence")).to_have_value(TITLE)
    expect(page.get_by_label("Tell us more")).to_have_value("Half a thou")
    page.get_by_role("button", name="Share the idea").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.goto("/acme/ideas/new")
    expect(page.get_by_label("Your idea in one sentence")).to_have_value("")
    assert page.evaluate(DRAFT) is None


def test_a_draft_can_be_thrown_away(open_page, ben):
    page = open_page(ben)
    page.goto("/acme/ideas/new")
    page.get_by_label("Your idea in one sentence").fill(TITLE)
    kept_draft(page, TITLE)
    page.reload()

    page.get_by_role("button", name="Discard it").click()

    expect(page.get_by_label("Your idea in one sentence")).to_have_value("")
    page.reload()
    expect(page.get_by_label("Your idea in one sentence")).to_have_value("")


@scripts_on_and_off
def test_a_visitors_idea_outlives_signing_in(open_page, ben_with_password, rows, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto("/acme/ideas/new")
    page.get_by_label("Your idea in one sentence").fill(TITLE)
    page.get_by_label("Tell us more").fill("Plastic is ugly.")
    page.get_by_label("Tags").fill("card")
    page.get_by_role("button", name="Share the idea").click()
    expect(page.get_by_text("Your idea is kept.")).to_be_visible()
    assert rows(Idea) == []

    sign_in(page, "ben@example.com")

    expect(page).to_have_url(re.compile("/acme/ideas/new"))
    expect(page.get_by_label("Your idea in one sentence")).to_have_value(TITLE)
    expect(page.get_by_label("Tell us more")).to_have_value("Plastic is ugly.")
    expect(page.get_by_label("Tags")).to_have_value("card")
    page.get_by_role("button", name="Share the idea").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert [(idea.title, idea.author_id) for idea in rows(Idea)] == [(TITLE, ben_with_password.id)]
