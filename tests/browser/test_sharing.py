"""Sharing an idea in a real browser: with scripts, without, and drafts that outlive what happens."""

import re

import pytest
from playwright.sync_api import Page, expect

from ideas.community.idea.models import Idea
from tests.browser.visiting import expect_vote, scripts_on_and_off, sign_in

TITLE = "A loyalty card made of wood"
DRAFT = "localStorage.getItem('draft:idea:acme')"


def kept_draft(page: Page, words: str) -> None:
    """Wait until this browser has kept a draft with these words: it does so a moment after the last letter."""
    for _ in range(60):
        if words in (page.evaluate(DRAFT) or ""):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"no draft with {words!r} was kept")


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
