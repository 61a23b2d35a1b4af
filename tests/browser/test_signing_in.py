"""Signing in, up and out as people do it: typing, clicking, with and without scripts, on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ideas.base.db import db, writing
from ideas.community.vote.models import Vote
from ideas.people.account.actions import set_password
from ideas.people.account.models import Account
from ideas.people.account.passwords import hash_password
from tests.letters import PASSWORD, read_letter

MAIL_ME = "Mail me a link and a code instead"


@pytest.fixture
def letter(mails):
    """`letter()`: the newest mail."""
    return lambda: read_letter(mails()[-1])


@pytest.fixture
def ana_with_password(app, ana) -> Account:
    with app.app_context(), writing():
        set_password(db.session.get_one(Account, ana.id), hash_password(PASSWORD))
    return ana


def name_in_header(page: Page, name: str) -> None:
    expect(page.locator("header .header__name").first).to_have_text(name)


@pytest.mark.parametrize("scripts", [True, False])
def test_with_a_password(open_page, ana_with_password, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto("/sign-in?next=/me")

    page.get_by_label("E-mail address").fill("ana@example.com")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    expect(page.get_by_label("E-mail address")).to_have_value("ana@example.com")
    expect(page.get_by_label("Password")).to_have_value("")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/me$"))
    name_in_header(page, "Ana Lopes")


@pytest.mark.parametrize("scripts", [True, False])
def test_with_a_code_after_typing_the_address_once(open_page, ana, letter, scripts):
    page = open_page(width=390, java_script_enabled=scripts)
    page.goto("/sign-in?next=/me")

    page.get_by_label("E-mail address").fill("ana@example.com")
    page.get_by_role("button", name=MAIL_ME).click()
    expect(page.get_by_text("ana@example.com")).to_be_visible()
    page.get_by_label("Code from the mail").fill(f"{letter().code[:3]} {letter().code[3:]}")
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile("/me$"))


def test_with_the_link_in_another_browser(open_page, ana, letter):
    asking, reading = open_page(), open_page(width=390)
    asking.goto("/sign-in")
    asking.get_by_label("E-mail address").fill("ana@example.com")
    asking.get_by_role("button", name=MAIL_ME).click()
    expect(asking.get_by_role("heading", level=1)).to_have_text("Look at your mail")

    reading.goto(letter().link)
    expect(reading.get_by_text("ana@example.com")).to_be_visible()
    reading.get_by_role("button", name="Sign in").click()
    expect(reading).not_to_have_url(re.compile("sign-in"))
    reading.goto("/me")
    expect(reading.get_by_text("ana@example.com")).to_be_visible()
    asking.goto("/me")
    expect(asking).to_have_url(re.compile("/sign-in"))


def test_signing_up_and_out(open_page, cast, letter):
    page = open_page()
    page.goto("/sign-up?next=/me")
    page.get_by_label("Your name").fill("Nora Newman")
    page.get_by_label("E-mail address").fill("nora@example.com")
    page.get_by_label("Password (optional)").fill("short")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_value("Nora Newman")
    page.get_by_label("Password (optional)").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_label("Code from the mail").fill(letter().code)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("Welcome, Nora Newman.")).to_be_visible()
    name_in_header(page, "Nora Newman")
    page.get_by_role("group").filter(has_text="Nora Newman").locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto("/me")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=/me$"))


def test_a_vote_made_before_signing_in_counts_without_another_click(open_page, ana_with_password, ben, make_idea, rows):
    idea = make_idea("Oat milk in every shop", by=ben)
    page = open_page()
    page.goto(f"/acme/ideas/{idea.number}")

    page.locator("vote-button").first.get_by_role("button").click()
    page.get_by_label("E-mail address").fill("ana@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_text("Your vote counts: Oat milk in every shop")).to_be_visible()
    expect(page.locator("vote-button").first.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    assert [vote.idea_id for vote in rows(Vote, Vote.account_id == ana_with_password.id)] == [idea.id]


@pytest.mark.parametrize(
    ("path", "fills"),
    [
        ("/sign-in", {"email": "username", "password": "current-password"}),
        ("/sign-up", {"name": "name", "email": "username", "password": "new-password"}),
    ],
)
def test_password_managers_know_the_fields(open_page, path, fills):
    page = open_page()
    page.goto(path)

    assert {name: page.locator(f"#{name}").get_attribute("autocomplete") for name in fills} == fills


def test_a_password_may_be_pasted(open_page, cast):
    page = open_page()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(PASSWORD)
    page.get_by_label("E-mail address").select_text()
    page.keyboard.press("Control+x")
    page.get_by_label("Password").focus()
    page.keyboard.press("Control+v")

    expect(page.get_by_label("Password")).to_have_value(PASSWORD)


PAGES = ("/sign-in", "/sign-up", "/sign-in/code", "/me", "/me/password", "/me/sessions", "/me/name")


@pytest.mark.parametrize(("width", "dark", "language"), [(1280, False, "en"), (390, True, "en"), (320, False, "ar-XB")])
def test_every_page_fits_and_is_accessible(open_page, ana, letter, width, dark, language):
    visitor, person = open_page(width=width, dark=dark), open_page(ana, width=width, dark=dark)
    visitor.goto("/sign-in")
    visitor.get_by_label("E-mail address").fill("ana@example.com")
    visitor.get_by_role("button", name=MAIL_ME).click()
    visitor.wait_for_url("**/sign-in/code")

    wrong = []
    for path in (*PAGES, letter().link, "/sign-in/link/" + "x" * 43):
        page = person if path.startswith("/me") else visitor
        page.goto(f"{path}?lang={language}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{path}: wider than {width}")
        found = Axe().run(page).response["violations"]
        wrong += [
            f"{path}: {problem['id']} {problem['nodes'][0]['html'][:200]}"
            for problem in found
            if problem["impact"] in ("serious", "critical")
        ]

    assert wrong == []
