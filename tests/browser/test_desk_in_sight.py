"""The desk to the eye and the thumb: what is in sight, what is in reach, and that nothing moves which need not."""

import pytest
from playwright.sync_api import Page, expect

from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Move
from tests.browser.test_desk_inbox import WHY_NOT, WORDS, title

PHONE = 390
PHONE_FOOT = 844


@pytest.fixture
def thirty(make):
    return [make.idea(f"One of many wishes, the one with number {number}") for number in range(30)]


def top(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("part => part.getBoundingClientRect().top"))


def foot(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("part => part.getBoundingClientRect().bottom"))


def test_on_a_phone_an_open_form_stands_alone_and_can_be_closed(open_page, mod, make):
    idea = make.idea()
    page = open_page(mod, width=PHONE)
    page.goto(f"/acme/desk?item=answer:{idea.id}")
    answer, decline = page.locator("summary", has_text="Answer"), page.locator("summary", has_text="Decline")
    expect(answer).to_be_visible()

    decline.click()
    expect(page.get_by_label("Explain the no")).to_be_visible()
    expect(answer).to_be_hidden()
    decline.click()

    expect(page.get_by_label("Explain the no")).to_be_hidden()
    expect(answer).to_be_visible()
    assert abs(foot(page, ".desk__act") - PHONE_FOOT) < 1, "however short the item, the acts are at the thumb"


def test_on_a_phone_several_are_ticked_before_one_acts(open_page, mod, thirty, rows):
    page = open_page(mod, width=PHONE)
    page.goto("/acme/desk")

    for place in (0, 2):
        page.get_by_label(f"Select “{thirty[place].title}”").check()
    act = page.get_by_role("button", name="Act on the selected")
    expect(act).to_be_in_viewport(ratio=1)
    expect(page.locator(".queue__item").first).to_be_visible()
    act.click()
    expect(title(page)).to_have_text("2 selected")
    page.locator("summary", has_text="Decline").click()
    page.get_by_label("Reason for the no").select_option(index=1)
    page.get_by_label("Explain the no").fill(WHY_NOT)
    page.locator("form").get_by_role("button", name="Decline").click()

    expect(page.locator(".said")).to_contain_text("2 declined.")
    assert {move.idea_id for move in rows(Move)} == {thirty[0].id, thirty[2].id}


def test_on_a_phone_the_undo_stands_above_the_acts(open_page, mod, thirty):
    page = open_page(mod, width=PHONE)
    page.goto(f"/acme/desk?item=answer:{thirty[0].id}")
    page.locator("summary", has_text="Answer").click()
    page.get_by_label("Your answer").fill(WORDS)
    page.locator("form").get_by_role("button", name="Answer").click()

    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_in_viewport(ratio=1)
    assert PHONE_FOOT * 0.6 < foot(page, ".said") <= top(page, ".desk__act")
    undo.click()
    expect(page.locator(".said")).to_contain_text("Undone.")


def test_what_was_done_is_said_without_moving_the_page(open_page, mod, thirty):
    page = open_page(mod)
    page.goto("/acme/desk")
    before = top(page, ".desk__item")

    page.get_by_label("Your answer").fill(WORDS)
    page.keyboard.press("Control+Enter")

    expect(page.locator(".said")).to_contain_text("Answered.")
    assert top(page, ".desk__item") == before


def test_an_item_far_down_is_opened_with_its_line_in_sight(open_page, mod, thirty):
    page = open_page(mod)
    page.goto(f"/acme/desk?item=answer:{thirty[20].id}")

    line = page.locator(".queue__item[aria-current=true]")
    expect(line).to_contain_text(thirty[20].title)
    expect(line).to_be_in_viewport(ratio=1)


def test_the_next_item_is_shown_from_its_beginning(open_page, mod, make):
    make.idea("A very long wish about cups", body="And then some more.\n\n" * 80)
    second = make.idea("A short one about lids")
    page = open_page(mod)
    page.goto("/acme/desk")
    page.mouse.move(640, 450)
    page.mouse.wheel(0, 2000)
    expect(page.locator(".sheet__title")).not_to_be_in_viewport()

    page.keyboard.press("j")

    expect(title(page)).to_have_text(second.title)
    expect(title(page)).to_be_in_viewport(ratio=1)


def test_taking_an_idea_is_two_keys(open_page, mod, make, rows):
    make.idea()
    page = open_page(mod)
    page.goto("/acme/desk")

    page.keyboard.press("w")
    expect(page.get_by_label("Who sees to it")).to_be_focused()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".said")).to_be_visible()
    assert [idea.assignee_id for idea in rows(Idea)] == [mod.id]


def test_a_tag_is_taken_away_by_pressing_it(open_page, mod, make):
    make.idea(tags=("milk", "prices"))
    page = open_page(mod)
    page.goto("/acme/desk")

    page.keyboard.press("t")
    for name in ("milk", "prices", "milk"):
        page.get_by_role("button", name=f"Take away {name}").click()
    expect(page.get_by_label("Take tags away")).to_have_value("prices, milk")
    page.get_by_role("button", name="Change the tags").click()

    expect(page.locator(".said")).to_contain_text("Tags changed.")
    expect(page.locator(".sheet__facts .tag")).to_have_count(0)


def test_giving_an_idea_needs_a_name(open_page, mod, make, rows):
    idea = make.idea()
    page = open_page(mod)
    page.goto(f"/acme/ideas/{idea.number}")

    page.get_by_role("button", name="Give", exact=True).click()
    expect(page.get_by_label("Give it to")).to_be_focused()

    assert [one.assignee_id for one in rows(Idea)] == [None]


@pytest.mark.parametrize("place", ["numbers", "acts", "log"])
def test_on_a_phone_the_current_place_of_the_desk_is_in_sight(open_page, mod, place):
    page = open_page(mod, width=PHONE)
    page.goto(f"/acme/desk/{place}")

    expect(page.locator(".desk-nav [aria-current=page]")).to_be_in_viewport(ratio=1)


def test_the_board_fills_the_window_and_keeps_its_heads(open_page, mod, thirty):
    page = open_page(mod)
    page.goto("/acme/desk/board")
    assert page.evaluate("document.documentElement.scrollHeight") == 900

    page.locator(".kanban-card").last.scroll_into_view_if_needed()

    expect(page.locator(".kanban__head").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".kanban-card").first).not_to_be_in_viewport()


def test_whoever_was_slower_still_reads_what_they_had_written(open_page, mod, owner, make):
    idea = make.idea()
    first, second = open_page(mod), open_page(owner)
    for page in (first, second):
        page.goto(f"/acme/desk?item=answer:{idea.id}")

    for page, words in ((first, WORDS), (second, "No, and here is a long reason.")):
        page.get_by_label("Your answer").fill(words)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".said")).to_be_visible()

    expect(second.locator(".sheet__quote")).to_have_text("No, and here is a long reason.")


def test_a_tick_made_while_the_list_is_on_its_way_is_kept(open_page, mod, thirty):
    page = open_page(mod)
    page.goto("/acme/desk")

    page.evaluate("document.querySelectorAll('[name=selected]').forEach((box, place) => place < 3 && box.click())")

    expect(title(page)).to_have_text("3 selected")
    expect(page.locator("[name=selected]:checked")).to_have_count(3)


def test_on_a_phone_what_is_missing_is_in_sight(open_page, mod, make):
    idea = make.idea(body="And then some more.\n\n" * 40)
    page = open_page(mod, width=PHONE)
    page.goto(f"/acme/desk?item=answer:{idea.id}")
    page.mouse.wheel(0, 900)
    page.locator("summary", has_text="Decline").click()
    page.locator("form").get_by_role("button", name="Decline").click()

    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Reason for the no")).to_be_focused()


def test_on_a_phone_approving_and_declining_stand_side_by_side(open_page, mod, make):
    idea = make.idea()
    with make.at_work():
        set_visibility(lock_idea(idea.id), Visibility.PENDING, at=idea.created_at)
    page = open_page(mod, width=PHONE)
    page.goto(f"/acme/desk?item=approve:{idea.id}")

    tops = {top(page, f".acts [data-key={key}]") for key in "ayd"}
    assert len(tops) == 1
