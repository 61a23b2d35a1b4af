"""Limiting and objecting in a real browser: from a report to a decision, an appeal and its end, with scripts and without."""

import pytest
from playwright.sync_api import expect

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.trust.moderation.actions import house_rules, report
from ideas.trust.moderation.models import Appeal, Case, Statement
from ideas.trust.moderation.rules import AppealOutcome, CaseOutcome

FACTS = "It calls somebody names, twice."
scripts_on_and_off = pytest.mark.parametrize("scripts", [True, False])


@pytest.fixture
def case(make, cast, rows):
    """Ben reported ana's idea: the address of the case."""
    idea = make.idea("Oat milk in every shop")
    with make.at_work():
        report(idea, rule=house_rules(cast.brand)[0], body="Look", by=cast.ben, at=clock.now())
    return f"/acme/desk/reports/{rows(Case)[0].id}"


@scripts_on_and_off
def test_a_case_asks_only_for_what_its_decision_needs(open_page, cast, case, rows, scripts):
    page = open_page(cast.mod, java_script_enabled=scripts)
    page.goto(case)
    rule, facts, term = (page.get_by_label(label) for label in ("Which rule", "What happened", "For how long"))
    for choice, shown in (
        ("Hide it and ban the author", (True, True, True)),
        ("Hide the idea", (True, True, False)),
        ("Leave it as it is", (False, False, False)),
    ):
        page.get_by_label(choice).check()
        assert (rule.is_visible(), facts.is_visible(), term.is_visible()) == shown, choice

    page.get_by_role("button", name="Decide").click()

    expect(page.get_by_text("It is decided, and whoever reported it is told.")).to_be_visible()
    assert [one.outcome for one in rows(Case)] == [CaseOutcome.DISMISSED]


@scripts_on_and_off
def test_hidden_objected_to_and_lifted_by_somebody_else(open_page, cast, make, rows, scripts):
    idea = make.idea("Oat milk in every shop")
    staff = open_page(cast.mod, java_script_enabled=scripts)
    staff.goto(f"/acme/ideas/{idea.number}/hiding")
    staff.get_by_label("Which rule").select_option(index=1)
    staff.get_by_label("What happened").fill(FACTS)
    staff.get_by_role("button", name="Hide it").click()
    expect(staff.get_by_text("The idea is hidden, and its author is told why.")).to_be_visible()

    author = open_page(cast.ana, java_script_enabled=scripts, width=390)
    author.goto(f"/acme/ideas/{idea.reference}")
    author.get_by_role("link", name="Read why, and how to object").click()
    expect(author.get_by_role("heading", level=1)).to_have_text("Your idea is hidden")
    words = author.get_by_label("Why should we look at it again?")
    words.fill("No.")
    author.get_by_role("button", name="Appeal").click()
    expect(words).to_have_value("No.")
    words.fill("It is about milk, and about nobody at all.")
    author.get_by_role("button", name="Appeal").click()
    expect(author.get_by_text("It waits for a moderator or an owner who did not make the decision.")).to_be_visible()

    owner = open_page(cast.owner, java_script_enabled=scripts)
    owner.goto(f"/acme/desk/appeals/{rows(Statement)[0].id}")
    owner.get_by_label("The decision was wrong: lift it").check()
    owner.get_by_label("Why", exact=False).last.fill("You are right: nobody is called names.")
    owner.get_by_role("button", name="Decide").click()
    expect(owner.get_by_text("The appeal is decided, and the person is told.")).to_be_visible()

    author.reload()
    expect(author.get_by_role("heading", level=1)).to_have_text("An idea was hidden")
    assert [one.outcome for one in rows(Appeal)] == [AppealOutcome.LIFTED]
    assert rows(Idea)[0].visibility is Visibility.PUBLIC
