"""Editing, discussing, answering and moving in a real browser; going on with long lists; following; an idea on paper."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ideas.community.comment.models import Comment
from ideas.community.comment.rules import THREADS_PER_PAGE
from ideas.community.idea.listing import PAGE
from ideas.community.idea.models import Idea
from ideas.community.pipeline.models import Answer, Move

WHY_NOT = "It would make each cup twice as dear, and nobody wants that."
scripts_on_and_off = pytest.mark.parametrize("scripts", [True, False])


@pytest.fixture
def oat(make):
    """An idea by ana, with ana's own vote."""
    return make.idea("Oat milk in every shop")


# --- editing ----------------------------------------------------------------------------------------------------------


def test_an_edit_beside_another_keeps_both(open_page, cast, oat, rows):
    mine, theirs = open_page(cast.ana), open_page(cast.mod)
    for page in (mine, theirs):
        page.goto(f"/acme/ideas/{oat.number}/edit")
    theirs.get_by_label("Tell us more").fill("Words of the moderator.")
    theirs.get_by_label("Why you change it").fill("A typo")
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text(oat.title)

    mine.get_by_label("Tell us more").fill("Words of the author.")
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("alert")).to_contain_text("Somebody saved a newer version meanwhile.")
    expect(mine.get_by_label("Tell us more")).to_have_value("Words of the author.")
    expect(mine.locator("del", has_text="moderator")).to_be_visible()
    mine.get_by_role("button", name="Save").click()

    expect(mine.get_by_role("heading", level=1)).to_have_text(oat.title)
    assert [idea.body for idea in rows(Idea)] == ["Words of the author."]


# --- discussing ------------------------------------------------------------------------------------------------------


@scripts_on_and_off
def test_comment_reply_edit_and_remove(open_page, cast, oat, rows, scripts):
    ben, ana = open_page(cast.ben, java_script_enabled=scripts), open_page(cast.ana, java_script_enabled=scripts)
    ben.goto(f"/acme/ideas/{oat.reference}")
    ben.get_by_role("textbox", name="Your comment").fill("Count me **in**.")
    ben.get_by_role("button", name="Comment", exact=True).click()
    expect(ben.locator(".comment strong", has_text="in")).to_be_visible()
    expect(ben).to_have_url(re.compile(r"#comment-\d+$"))

    ana.goto(f"/acme/ideas/{oat.reference}")
    ana.get_by_role("link", name="Reply to Ben Okafor").click()
    expect(ana.get_by_text("Count me in.")).to_be_visible()
    ana.get_by_role("textbox", name="Your reply").fill("Thank you!")
    ana.get_by_role("button", name="Reply", exact=True).click()
    expect(ana.locator(".comment__replies .comment").get_by_text("Thank you!")).to_be_visible()

    ben.reload()
    ben.get_by_role("link", name="Edit the comment of Ben Okafor").click()
    ben.get_by_role("textbox", name="Your comment").fill("Count me out.")
    ben.get_by_role("button", name="Save").click()
    expect(ben.get_by_text("Count me out.")).to_be_visible()
    ben.get_by_role("link", name="Remove the comment of Ben Okafor").click()
    ben.get_by_role("button", name="Remove it").click()
    expect(ben.get_by_text("This comment was removed.")).to_be_visible()
    expect(ben.get_by_text("Count me out.")).to_have_count(0)
    expect(ben.locator(".comment__replies .comment").get_by_text("Thank you!")).to_be_visible()
    assert [comment.body for comment in rows(Comment)] == ["", "Thank you!"]


def test_a_long_discussion_and_a_long_list_go_on_in_place(open_page, cast, make, oat, now):
    with make.at_work():
        for number in range(THREADS_PER_PAGE + 3):
            make.comment(oat, f"Comment number {number} of many.")
        for number in range(PAGE + 2):
            make.idea(f"Idea number {number} of very many", at=now + timedelta(minutes=number))
    page = open_page(cast.ben)

    page.goto(f"/acme/ideas/{oat.reference}")
    expect(page.locator(".comment")).to_have_count(THREADS_PER_PAGE)
    page.get_by_role("link", name="Show more of the discussion").click()
    expect(page.locator(".comment")).to_have_count(THREADS_PER_PAGE + 3)
    expect(page).to_have_url(re.compile(f"{re.escape(oat.reference)}$"))
    page.goto("/acme/ideas?sort=new")
    expect(page.locator(".idea-card")).to_have_count(PAGE)
    page.get_by_role("link", name="Show more ideas").press("Enter")
    expect(page.locator(".idea-card")).to_have_count(PAGE + 3)
    expect(page.get_by_role("link", name="Show more ideas")).to_have_count(0)
    expect(page.get_by_role("link", name="Idea number 1 of very many")).to_be_focused()
    button = page.get_by_role("button", name=f"“{oat.title}”")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_without_scripts_more_is_another_page(open_page, make):
    with make.at_work():
        for number in range(PAGE + 2):
            make.idea(f"Idea number {number} of very many")
    page = open_page(java_script_enabled=False)

    page.goto("/acme/ideas")
    page.get_by_role("link", name="Show more ideas").click()

    expect(page.locator(".idea-card")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/acme/ideas\?after="))


# --- answering and moving --------------------------------------------------------------------------------------------


@scripts_on_and_off
def test_decline_with_a_reason(open_page, cast, oat, rows, scripts):
    page = open_page(cast.mod, java_script_enabled=scripts)
    page.goto(f"/acme/ideas/{oat.reference}")
    page.get_by_role("link", name="Move to another stage").click()

    page.get_by_role("radio", name="Not planned").check()
    page.get_by_label("Explain the no").fill("No.")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("alert")).to_contain_text("A no needs a reason")
    expect(page.get_by_role("radio", name="Not planned")).to_be_checked()
    page.get_by_label("Reason for the no").select_option("It would not be safe")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("alert")).to_contain_text("in 40 to 2000 characters; this has 3")
    page.get_by_label("Explain the no").fill(WHY_NOT)
    page.get_by_role("button", name="Move it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(oat.title)
    for place in (page.locator(".answer"), page.locator(".timeline")):
        expect(place.get_by_text("It would not be safe")).to_be_visible()
    expect(page.locator(".answer").get_by_text(WHY_NOT)).to_be_visible()
    expect(page.get_by_text("Voting closed").first).to_be_visible()
    assert [move.to_name for move in rows(Move)] == ["Not planned"]
    assert [answer.body for answer in rows(Answer)] == [WHY_NOT]


def test_a_second_moderator_is_told_and_loses_nothing_typed(open_page, cast, oat, rows):
    slow, fast = open_page(cast.owner), open_page(cast.mod)
    for page in (slow, fast):
        page.goto(f"/acme/ideas/{oat.number}/move")
    slow.get_by_role("radio", name="Not planned").check()
    slow.get_by_label("Reason for the no").select_option("We tried it before")
    slow.get_by_label("Explain the no").fill(WHY_NOT)
    fast.get_by_role("radio", name="Under review").check()
    fast.get_by_role("button", name="Move it").click()
    expect(fast.get_by_role("heading", level=1)).to_have_text(oat.title)

    with slow.expect_response(re.compile("/move$")) as answered:
        slow.get_by_role("button", name="Move it").click()

    assert answered.value.status == 409
    expect(slow.get_by_role("alert")).to_contain_text("it is now in “Under review”. Nothing was changed.")
    expect(slow.get_by_role("radio", name="Not planned")).to_be_checked()
    expect(slow.get_by_label("Explain the no")).to_have_value(WHY_NOT)
    assert [move.to_name for move in rows(Move)] == ["Under review"]
    slow.get_by_role("button", name="Move it").click()
    expect(slow.locator(".answer").get_by_text(WHY_NOT)).to_be_visible()
    assert [move.to_name for move in rows(Move)] == ["Under review", "Not planned"]


@scripts_on_and_off
def test_answer_and_everyone_sees_it(open_page, cast, oat, scripts):
    page, visitor = open_page(cast.partner, java_script_enabled=scripts), open_page()
    page.goto(f"/acme/ideas/{oat.reference}")
    page.get_by_role("link", name="Answer", exact=True).click()
    page.get_by_label("Your answer").fill("We hear you, and we **start in May**.")
    page.get_by_role("button", name="Pin the answer").click()
    expect(page.locator(".answer strong", has_text="start in May")).to_be_visible()

    visitor.goto("/acme/ideas")
    expect(visitor.get_by_text("Answered")).to_be_visible()
    visitor.get_by_role("link", name=oat.title).click()
    expect(visitor.locator(".answer strong", has_text="start in May")).to_be_visible()


def test_follow_and_let_go(open_page, ben, oat):
    page = open_page(ben)
    page.goto(f"/acme/ideas/{oat.reference}")

    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.get_by_role("button", name="Following").click()
    expect(page.get_by_role("button", name="Follow", exact=True)).to_be_visible()


def test_mails_are_stopped_from_their_own_link(open_page, app, ana, oat, mails, make):
    make.answer(oat)
    app.extensions["queue"].work()
    stop = mails()[-1].headers["List-Unsubscribe"].strip("<>")
    page = open_page()

    page.goto(stop)
    page.get_by_role("button", name="Those about this idea").click()

    expect(page.get_by_text("Done. These mails have stopped.")).to_be_visible()
    follower = open_page(ana)
    follower.goto(f"/acme/ideas/{oat.reference}")
    expect(follower.get_by_role("button", name="Follow", exact=True)).to_be_visible()


# --- on paper --------------------------------------------------------------------------------------------------------


def test_on_paper_an_idea_is_words_without_controls(open_page, cast, oat, make):
    make.comment(oat, "Please, yes.")
    make.answer(oat, "We will, and [here is how](https://example.com/plan).")
    page = open_page(cast.mod)
    page.goto(f"/acme/ideas/{oat.reference}")

    page.emulate_media(media="print")

    for words in (oat.title, "Please, yes.", "here is how"):
        expect(page.get_by_text(words).first).to_be_visible()
    for control in ("Move to another stage", "Edit", "Share an idea"):
        expect(page.get_by_role("link", name=control, exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Comment", exact=True)).to_be_hidden()
    expect(page.get_by_role("textbox", name="Your comment")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
