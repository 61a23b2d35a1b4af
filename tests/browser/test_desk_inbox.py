"""The inbox by keyboard, by thumb and without scripts, and two moderators at one item."""

import pytest
from playwright.sync_api import expect

from ideas.community.idea.models import Idea
from ideas.community.pipeline.models import Answer, Move
from ideas.desk.acts.models import DeskAct

WORDS = "Yes: from May on, in every shop."
WHY_NOT = "It would make each cup twice as dear, and nobody wants that."


@pytest.fixture
def three(make):
    """Three ideas that wait, the first the most urgent."""
    return [make.idea(title) for title in ("The first of three wishes", "A second wish", "Wish number three")]


def current(page):
    return page.locator(".queue__item[aria-current=true] .queue__title")


def title(page):
    return page.locator(".sheet__title")


def test_by_keyboard_alone(open_page, mod, three, rows):
    page = open_page(mod)
    page.goto("/acme/desk")
    expect(title(page)).to_have_text(three[0].title)

    page.keyboard.press("j")
    expect(title(page)).to_have_text(three[1].title)
    page.keyboard.press("k")
    expect(title(page)).to_have_text(three[0].title)
    page.keyboard.press("r")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type(WORDS)  # with j, a and u in it: nothing happens but writing
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("Answered.")
    expect(title(page)).to_have_text(three[1].title)
    expect(page.locator("[data-live]")).to_have_text(f"Answered. {three[1].title}")

    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Undone. It is back in the inbox.")
    expect(title(page)).to_have_text(three[0].title)
    assert rows(Answer) == []
    assert len(rows(DeskAct)) == 1


def test_a_no_by_keyboard_and_what_is_missing_is_said_in_place(open_page, mod, three, rows):
    page = open_page(mod)
    page.goto("/acme/desk")

    page.keyboard.press("d")
    expect(page.get_by_label("Reason for the no")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Too dear.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Explain the no in 40 to 2000 characters; this has 9.")
    expect(page.get_by_label("Explain the no")).to_have_value("Too dear.")
    page.get_by_label("Explain the no").fill(WHY_NOT)
    page.keyboard.press("Control+Enter")

    expect(page.locator(".said")).to_contain_text("Declined.")
    assert [move.to_name for move in rows(Move)] == ["Not planned"]


def test_several_are_selected_and_done_at_once(open_page, mod, three, rows):
    page = open_page(mod)
    page.goto("/acme/desk")

    page.keyboard.press("x")
    expect(title(page)).to_have_text("1 selected")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(current(page)).to_have_text(three[2].title)
    page.keyboard.press("x")
    expect(title(page)).to_have_text("2 selected")
    page.keyboard.press("s")
    page.get_by_label("Move to").select_option("planned")
    page.get_by_role("button", name="Move").click()

    expect(page.locator(".said")).to_contain_text("2 moved.")
    assert {move.idea_id for move in rows(Move)} == {three[0].id, three[2].id}
    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Undone: 2 are back in the inbox.")
    assert len(rows(Move)) == 4


def test_keys_are_silent_where_they_are_switched_off(open_page, app, mod, three):
    from ideas.base.db import db, writing
    from ideas.people.account.models import Account

    with app.app_context(), writing():
        db.session.get_one(Account, mod.id).shortcuts_on = False
    page = open_page(mod)
    page.goto("/acme/desk")

    page.keyboard.press("j")
    page.keyboard.press("?")

    expect(title(page)).to_have_text(three[0].title)
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_help_and_escape(open_page, mod, three):
    page = open_page(mod)
    page.goto("/acme/desk")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys of the desk")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("Half a th")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(title(page)).to_have_text(three[1].title)
    page.keyboard.press("k")

    expect(page.get_by_label("Your answer")).to_have_value("Half a th")


def test_two_moderators_at_one_item(open_page, mod, owner, three, rows):
    first, second = open_page(mod), open_page(owner)
    with first.expect_response(lambda response: response.url.endswith("/presence")):
        first.goto("/acme/desk")
    second.goto("/acme/desk")
    expect(second.get_by_text("Mo Derator is here too.")).to_be_visible()

    for page, words in ((first, WORDS), (second, "No, we can't do that, sorry.")):
        page.get_by_label("Your answer").fill(words)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".said")).to_be_visible()

    expect(second.get_by_role("alert")).to_contain_text("Mo Derator has seen to this meanwhile.")
    assert [answer.body for answer in rows(Answer)] == [WORDS]


def test_with_one_hand_on_a_phone(open_page, mod, three, rows):
    page = open_page(mod, width=390)
    page.goto("/acme/desk")
    expect(title(page)).to_be_hidden()

    page.get_by_role("link", name=three[0].title).click()
    expect(title(page)).to_be_visible()
    button = page.locator("summary", has_text="Answer")
    box = button.bounding_box()
    assert box["height"] >= 44
    assert box["y"] > 844 * 0.6, "within reach of a thumb"
    button.click()
    page.get_by_label("Your answer").fill(WORDS)
    page.locator("form").get_by_role("button", name="Answer").click()

    expect(page.locator(".said")).to_contain_text("Answered.")
    expect(title(page)).to_have_text(three[1].title)
    page.get_by_role("link", name="All that waits").click()
    expect(page.locator(".queue__item")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts(open_page, mod, three, rows):
    page = open_page(mod, java_script_enabled=False)
    page.goto("/acme/desk")

    page.locator("summary", has_text="Answer").click()
    page.get_by_label("Your answer").fill(WORDS)
    page.locator("form").get_by_role("button", name="Answer").click()
    expect(page.locator(".said")).to_contain_text("Answered.")
    expect(title(page)).to_have_text(three[1].title)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone. It is back in the inbox.")).to_be_visible()

    page.get_by_label(f"Select “{three[1].title}”").check()
    page.get_by_label(f"Select “{three[2].title}”").check()
    page.get_by_role("button", name="Act on the selected").click()
    expect(title(page)).to_have_text("2 selected")
    page.locator("summary", has_text="Move").click()
    page.get_by_label("Move to").select_option("planned")
    page.locator("form").get_by_role("button", name="Move").click()

    expect(page.locator(".said")).to_contain_text("2 moved.")
    assert {idea.stage_version for idea in rows(Idea)} == {1, 2}
