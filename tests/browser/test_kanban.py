"""The desk's board in a real browser: dragging, the menu, the keyboard, somebody who was faster, and no script at all."""

import pytest
from playwright.sync_api import Page, expect

from ideas.community.idea.models import Idea
from ideas.community.pipeline.models import Move
from ideas.desk.saved_answer.actions import save_answer
from tests.cast import NOW


def column(page: Page, slug: str):
    return page.locator(f'.kanban__column[data-slug="{slug}"]')


def card(page: Page, title: str):
    return page.locator(".kanban-card").filter(has_text=title)


def said(page: Page):
    return page.locator(".kanban__said")


@pytest.fixture
def oat(make):
    return make.idea("Oat milk in every shop")


def test_a_card_is_dragged_to_where_it_may_go_and_undone(open_page, mod, oat, rows):
    page = open_page(mod)
    page.goto("/acme/desk/board")

    card(page, oat.title).drag_to(column(page, "planned").locator(".kanban__head"))

    expect(said(page)).to_have_text(f"“{oat.title}” moved to Planned.")
    expect(column(page, "planned").locator("h3")).to_have_text([oat.title])
    expect(column(page, "new").locator(".kanban__count")).to_have_text("0")
    page.get_by_role("button", name="Undo").click()
    expect(column(page, "new").locator("h3")).to_have_text([oat.title])
    assert rows(Idea)[0].stage_id == oat.stage_id


def test_a_card_is_not_dropped_where_it_may_not_go(open_page, mod, oat, rows):
    page = open_page(mod)
    page.goto("/acme/desk/board")

    card(page, oat.title).drag_to(column(page, "in-progress").locator(".kanban__head"))

    expect(column(page, "new").locator("h3")).to_have_text([oat.title])
    assert rows(Move) == []


def test_the_keyboard_reaches_every_card_and_its_menu(open_page, mod, make, oat):
    make.move(make.idea("A lid that stays on the cup"), "planned")
    page = open_page(mod)
    page.goto("/acme/desk/board")

    card(page, oat.title).locator("h3 a").focus()
    page.keyboard.press("ArrowRight")
    expect(card(page, "A lid that stays").locator("h3 a")).to_be_focused()
    page.keyboard.press("m")
    expect(card(page, "A lid that stays").locator(".menu__item").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(said(page)).to_have_text("“A lid that stays on the cup” moved to In progress.")
    expect(column(page, "in-progress").locator("h3 a")).to_be_focused()


def test_where_somebody_was_faster_the_card_says_so_and_goes_where_it_is(open_page, mod, make, oat):
    page = open_page(mod)
    page.goto("/acme/desk/board")
    make.move(oat, "under-review")

    card(page, oat.title).locator("summary").click()
    card(page, oat.title).get_by_role("button", name="Planned").click()

    expect(said(page)).to_contain_text("Somebody moved this idea meanwhile: it is now in “Under review”.")
    expect(column(page, "under-review").locator("h3")).to_have_text([oat.title])


def test_without_a_script_the_menu_moves_a_card(open_page, mod, oat, rows):
    page = open_page(mod, java_script_enabled=False)
    page.goto("/acme/desk/board")

    card(page, oat.title).locator("summary").click()
    card(page, oat.title).get_by_role("button", name="Planned").click()

    expect(column(page, "planned").locator("h3")).to_have_text([oat.title])
    expect(page.locator(".flash")).to_contain_text("moved to Planned")


def test_a_no_leads_to_the_page_that_asks_why(open_page, mod, make, oat):
    make.move(oat, "planned", "in-progress")
    page = open_page(mod)
    page.goto("/acme/desk/board")
    page.locator(".kanban__columns").evaluate("columns => columns.scrollTo(columns.scrollWidth, 0)")

    card(page, oat.title).drag_to(column(page, "not-planned").locator(".kanban__head"))

    expect(page.get_by_role("radio", name="Not planned")).to_be_checked()


def test_a_saved_answer_goes_into_the_text_where_the_cursor_is(open_page, mod, make, brand, oat):
    with make.at_work():
        save_answer(brand, title="Thank you", body="Thank you, {author}.", by=mod, at=NOW)
    page = open_page(mod)
    page.goto(f"/acme/ideas/{oat.number}/answer")

    page.get_by_label("Your answer").fill("Hello!")
    page.locator(".saved-answer-picker__button").click()
    page.get_by_role("link", name="Thank you").click()

    expect(page.get_by_label("Your answer")).to_have_value("Hello!\n\nThank you, Ana Lopes.")


@pytest.mark.parametrize(
    "path",
    [
        "/acme/desk/board",
        "/acme/desk/answers",
        "/acme/desk/criteria",
        "/acme/desk/tags",
        "/acme/desk/checklists",
        "/acme/ideas/1",
    ],
)
def test_the_tools_fit_a_narrow_phone(open_page, owner, make, path):
    make.idea("Oat milk in every shop", tags=("milk",))
    page = open_page(owner, width=320)
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
