"""What several journeys do: signing in, and looking at a vote button."""

import pytest
from playwright.sync_api import Page, expect

from tests.letters import PASSWORD

scripts_on_and_off = pytest.mark.parametrize("scripts", [True, False])


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
