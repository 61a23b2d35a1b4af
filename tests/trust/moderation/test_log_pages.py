"""The moderation log, once its owner has opened it: figures, entries without names, pages."""

import re
from datetime import timedelta

import pytest

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.people.brand.actions import join
from ideas.people.brand.models import Brand
from ideas.people.brand.rules import Role
from ideas.trust.moderation.actions import appeal, close_case, decide_appeal, hide_idea, open_case_of, report
from ideas.trust.moderation.models import Appeal
from ideas.trust.moderation.rules import AppealOutcome, CaseOutcome
from tests.trust.moderation.conftest import FACTS


def test_the_log_is_closed_until_the_owner_opens_it(visitor, client_for, cast, make, idea, act, statement):
    assert visitor.get("/acme/moderation").status_code == 404
    assert "/acme/moderation" not in visitor.get("/acme/rules").text
    with make.at_work():
        db.session.get_one(Brand, cast.brand.id).opens_log = True

    page = visitor.get("/acme/moderation")

    assert page.status_code == 200
    assert "An idea was hidden" in page.text
    assert "Be kind" in page.text
    for secret in ("Ana Lopes", "Mo Derator", FACTS, idea.title):
        assert secret not in page.text, secret
    assert visitor.get("/rival/moderation").status_code == 404
    assert 'href="/acme/moderation"' in visitor.get("/acme/rules").text


@pytest.mark.engines
def test_the_log_counts_and_comes_in_pages(visitor, cast, make, act, count_queries):
    with make.at_work():
        db.session.get_one(Brand, cast.brand.id).opens_log = True

    def several(rule, at):
        for number in range(35):
            idea = make.idea(f"Idea number {number} of many", by=cast.ben)
            hide_idea(
                db.session.get_one(Idea, idea.id),
                rule=rule,
                facts=FACTS,
                by=cast.mod,
                at=at - timedelta(minutes=number),
            )

    visitor.get("/acme/moderation")
    with count_queries() as before:
        visitor.get("/acme/moderation")
    act(several)
    with count_queries() as after:
        page = visitor.get("/acme/moderation")

    assert page.text.count('class="decision"') == 30
    assert page.text.count(">35<") == 3  # decisions, by what was done, by rule
    more = page.text.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    assert visitor.get(more, headers={"HX-Request": "true"}).text.count('class="decision"') == 5
    assert visitor.get("/acme/moderation?after=x").status_code == 400
    assert len(after) <= len(before) + 1


@pytest.mark.engines
def test_what_was_limited_at_once_is_one_entry_even_over_a_page(visitor, cast, make, act):
    with make.at_work():
        db.session.get_one(Brand, cast.brand.id).opens_log = True

    def in_two_goes(rule, at):
        for number in range(33):
            idea = make.idea(f"Idea number {number} of many", by=cast.ben)
            then = at - timedelta(hours=number // 31)
            hide_idea(db.session.get_one(Idea, idea.id), rule=rule, facts=FACTS, by=cast.mod, at=then)

    act(in_two_goes)
    text = visitor.get("/acme/moderation").text

    assert text.count('class="decision"') == 2
    assert text.index("31 at once") < text.index("2 at once")


@pytest.mark.engines
def test_the_log_says_how_soon_reports_are_decided(visitor, cast, make, idea, act, client_for):
    with make.at_work():
        db.session.get_one(Brand, cast.brand.id).opens_log = True
    rule_id = act(lambda rule, at: str(rule.id))
    client_for(cast.ben).send(f"/acme/ideas/{idea.number}/report", {"rule": rule_id, "body": ""})
    act(
        lambda rule, at: close_case(
            open_case_of(idea), outcome=CaseOutcome.DISMISSED, by=cast.mod, at=at + timedelta(hours=5)
        )
    )

    assert "1 report decided, 0 of them upheld" in visitor.get("/acme/moderation").text
    assert re.search(r">\s*5(\.0)?\s*<", visitor.get("/acme/moderation").text)


def test_the_log_says_nothing_of_boards_that_the_reader_does_not_see(visitor, client_for, cast, make, act):
    with make.at_work():
        db.session.get_one(Brand, cast.brand.id).opens_log = True
    inner = make.idea("Only for the few", board=cast.inner_board, by=cast.mod)
    untouched = visitor.get("/acme/moderation").text

    def limit(rule, at):
        idea = db.session.get_one(Idea, inner.id)
        report(idea, rule=rule, body="", by=cast.ana, at=at)
        statement = hide_idea(idea, rule=rule, facts=FACTS, by=cast.owner, at=at)
        appeal(statement, body="It was only a joke.", by=cast.mod, at=at)
        decide_appeal(
            db.session.get_one(Appeal, statement.id),
            outcome=AppealOutcome.KEPT,
            words=FACTS,
            by=add_moderator(at),
            at=at,
        )

    def add_moderator(at):
        account = make.account("Second Moderator", at=at)
        join(db.session.get_one(Brand, cast.brand.id), account, at=at, role=Role.MODERATOR)
        return account

    act(limit)

    assert visitor.get("/acme/moderation").text == untouched
    assert client_for(cast.ben).get("/acme/moderation").text.count('class="decision"') == 0
    assert client_for(cast.ana).get("/acme/moderation").text.count('class="decision"') == 1
