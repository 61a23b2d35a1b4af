"""The pages for everybody: rules, reporting, statements and appeals, the public log."""

from datetime import UTC, datetime, timedelta

import pytest

from ideas.base import clock
from ideas.base.db import db
from ideas.community.comment.models import Comment
from ideas.people.brand.queries import find_membership
from ideas.trust.moderation.actions import (
    ban,
    close_case,
    hide_comment,
    hide_idea,
    house_rules,
    lock_idea_discussion,
    open_case_of,
)
from ideas.trust.moderation.models import Appeal, Case, Report, Statement
from ideas.trust.moderation.rules import CaseOutcome
from tests.clients import signed_in_client
from tests.trust.moderation.conftest import FACTS

OBJECTION = "I meant it as a joke among friends."


def test_the_rules_are_for_everybody_and_linked_below_every_page(visitor, cast):
    page = visitor.get("/acme/rules")

    assert (page.status_code, page.text.count('class="house-rules__item"')) == (200, 5)
    assert "No personal data" in page.text
    assert 'href="/acme/rules"' in visitor.get("/acme").text


def test_report_an_idea_and_a_comment(client_for, cast, make, idea, rows):
    comment = make.comment(idea)
    ben, ana = client_for(cast.ben), client_for(cast.ana)
    home = f"/acme/ideas/{idea.number}"
    assert f'href="{home}/report"' in ben.get(f"{home}-{idea.slug}").text
    assert "Report an idea" in ben.get(f"{home}/report").text

    first = ben.send(f"{home}/report", {"rule": "1", "body": "An advertisement."})
    again = ben.send(f"{home}/report", {"rule": "2", "body": ""})
    about = ana.send(f"{home}/comments/{comment.id}/report", {"rule": "1", "body": ""})

    assert [answer.status_code for answer in (first, again, about)] == [303] * 3
    assert about.headers["Location"].endswith(f"#comment-{comment.id}")
    assert [(one.account_id, one.rule_id, one.body) for one in rows(Report)] == [
        (cast.ben.id, 1, "An advertisement."),
        (cast.ana.id, 1, ""),
    ]
    page = ben.get(f"{home}-{idea.slug}").text
    assert "you hear by mail what becomes of it" in page
    assert "You have reported this before" in page


def test_who_reported_it_before_is_told_before_they_write_again(client_for, cast, make, idea, act):
    comment = make.comment(idea)
    home = f"/acme/ideas/{idea.number}"
    ben, ana = client_for(cast.ben), client_for(cast.ana)
    ben.send(f"{home}/report", {"rule": "1", "body": ""})
    assert "Report an idea" in ben.get(f"/acme/ideas/{make.idea('Another one of theirs').number}/report").text

    back = ben.get(f"{home}/report")
    assert (back.status_code, back.location) == (302, f"{home}-{idea.slug}")
    assert "You have reported this before" in ben.get(back.location).text
    act(lambda rule, at: close_case(open_case_of(idea), outcome=CaseOutcome.DISMISSED, by=cast.mod, at=at))
    assert "left it as it is" in ben.get(ben.get(f"{home}/report").location).text
    assert "This is your own" in ana.get(ana.get(f"{home}/report").location).text
    assert "Report a comment" in ana.get(f"{home}/comments/{comment.id}/report").text


def test_a_bad_report_keeps_what_was_typed(client_for, cast, idea, rows):
    client, address = client_for(cast.ben), f"/acme/ideas/{idea.number}/report"

    for form in ({"body": "My words"}, {"rule": "99", "body": "My words"}, {"rule": "1", "body": "My words" * 126}):
        answer = client.send(address, form)
        assert answer.status_code == 422, form
        assert "My words" in answer.text
    assert client.send(address, {"rule": "1", "body": "", "case_id": "1"}).status_code == 422
    assert rows(Report) == []


def test_nobody_is_offered_to_report_their_own(client_for, cast, make, idea, rows):
    comment = make.comment(idea)
    home = f"/acme/ideas/{idea.number}"

    own = client_for(cast.ana).send(f"{home}/report", {"rule": "1", "body": "x"})

    assert (own.status_code, "This is your own" in own.text) == (422, True)
    assert f'href="{home}/report"' not in client_for(cast.ana).get(f"{home}-{idea.slug}").text
    assert f"comments/{comment.id}/report" not in client_for(cast.ben).get(f"{home}-{idea.slug}").text
    assert rows(Report) == []


def test_a_visitor_is_asked_to_sign_in_and_what_is_not_seen_is_not_there(visitor, client_for, cast, make, idea, rows):
    inner = make.idea(board=cast.inner_board)
    hidden = make.comment(idea)
    with make.at_work():
        hide_comment(
            db.session.get_one(Comment, hidden.id),
            rule=house_rules(cast.brand)[0],
            facts=FACTS,
            by=cast.mod,
            at=clock.now(),
        )

    assert visitor.get(f"/acme/ideas/{idea.number}/report").headers["Location"].startswith("/sign-in?")
    ben = client_for(cast.ben)
    assert ben.send(f"/acme/ideas/{inner.number}/report", {"rule": "1", "body": ""}).status_code == 404
    outsider = client_for(cast.outsider)
    assert outsider.get(f"/acme/ideas/{idea.number}/comments/{hidden.id}/report").status_code == 404
    assert rows(Case) == []


def test_reports_of_a_person_are_limited(limited_app, cast, make):
    ideas = [make.idea() for _ in range(11)]
    client = signed_in_client(limited_app, cast.ben)

    answers = [client.send(f"/acme/ideas/{idea.number}/report", {"rule": "1", "body": ""}) for idea in ideas]

    assert [answer.status_code for answer in answers] == [303] * 10 + [429]


def test_a_statement_is_for_whom_it_is_about_and_for_staff(client_for, visitor, cast, statement):
    address = f"/acme/statements/{statement.id}"
    seen = {
        name: client_for(getattr(cast, name)).get(address).status_code
        for name in ("ana", "ben", "partner", "mod", "owner", "outsider", "newcomer")
    }

    assert seen == {
        "ana": 200,
        "ben": 404,
        "partner": 200,
        "mod": 200,
        "owner": 200,
        "outsider": 404,
        "newcomer": 404,
    }
    assert visitor.get(address).headers["Location"].startswith("/sign-in?")
    assert client_for(cast.outsider).get(f"/rival/statements/{statement.id}").status_code == 404


def test_a_partner_of_another_board_reads_no_statement(client_for, cast, make, act):
    elsewhere = make.idea(board=cast.members_board)
    made = act(lambda rule, at: hide_idea(elsewhere, rule=rule, facts=FACTS, by=cast.mod, at=at))

    assert client_for(cast.partner).get(f"/acme/statements/{made.id}").status_code == 404


@pytest.mark.engines
def test_the_person_reads_why_and_appeals_once(client_for, cast, idea, statement, rows):
    client, address = client_for(cast.ana), f"/acme/statements/{statement.id}"
    page = client.get(address).text
    for part in (
        "Your idea is hidden",
        FACTS,
        "Be kind",
        "For good, unless it is lifted",
        "We came upon it ourselves",
        "You can appeal once",
    ):
        assert part in page, part
    assert "Mo Derator" not in page
    assert f'href="{address}"' in client.get(f"/acme/ideas/{idea.number}-{idea.slug}").text
    assert "Your idea is hidden" in client.get("/acme/statements").text

    short = client.send(f"{address}/appeal", {"body": "No"})
    first = client.send(f"{address}/appeal", {"body": OBJECTION})
    again = client.send(f"{address}/appeal", {"body": OBJECTION})

    assert (short.status_code, "No</textarea>" in short.text) == (422, True)
    assert (first.status_code, first.headers["Location"]) == (303, address)
    assert (again.status_code, "You have appealed already" in again.text) == (409, True)
    assert [one.body for one in rows(Appeal)] == [OBJECTION]
    assert "It waits for a moderator or an owner" in client.get(address).text


@pytest.mark.parametrize("person", ["ben", "mod", "owner", "outsider"])
def test_nobody_appeals_for_another(client_for, cast, statement, rows, person):
    answer = client_for(getattr(cast, person)).send(f"/acme/statements/{statement.id}/appeal", {"body": OBJECTION})

    assert answer.status_code in (403, 404)
    assert rows(Appeal) == []


def test_a_banned_person_reads_and_appeals(client_for, cast, idea, act, rows):
    made = act(
        lambda rule, at: ban(
            find_membership(cast.ben), rule=rule, facts=FACTS, until=at + timedelta(days=7), by=cast.mod, at=at
        )
    )
    client, address = client_for(cast.ben), f"/acme/statements/{made.statement_id}"

    refused = client.send(f"/acme/ideas/{idea.number}/comments", {"body": "Let me in"})
    appealed = client.send(f"{address}/appeal", {"body": OBJECTION})

    assert refused.status_code == 403
    assert "You can't take part for a while" in client.get(address).text
    assert appealed.status_code == 303
    assert len(rows(Appeal)) == 1


def test_a_closed_discussion_says_why_to_everybody(client_for, visitor, cast, idea, act):
    act(lambda rule, at: lock_idea_discussion(idea, rule=rule, facts=FACTS, by=cast.mod, at=at))

    for client in (visitor, client_for(cast.ben)):
        page = client.get(f"/acme/ideas/{idea.number}-{idea.slug}").text
        assert FACTS in page
        assert "closed this discussion" in page
        assert 'class="comment-form"' not in page
    assert 'class="comment-form"' in client_for(cast.mod).get(f"/acme/ideas/{idea.number}-{idea.slug}").text
    assert client_for(cast.ben).send(f"/acme/ideas/{idea.number}/comments", {"body": "Still"}).status_code == 403


def test_a_note_stands_for_a_hidden_comment_with_replies(client_for, visitor, cast, make, idea, act):
    comment = make.comment(idea, "Fools, all of you")
    make.comment(idea, "Not so", by=cast.ana, parent=comment)
    made = act(
        lambda rule, at: hide_comment(
            db.session.get_one(Comment, comment.id), rule=rule, facts=FACTS, by=cast.mod, at=at
        )
    )

    address = f"/acme/ideas/{idea.number}-{idea.slug}"
    for client in (visitor, client_for(cast.ana)):
        page = client.get(address).text
        assert "Hidden by the people who run this community." in page
        assert ("Fools" in page, "Not so" in page) == (False, True)
    mine = client_for(cast.ben).get(address).text
    assert "Fools, all of you" in mine
    assert f'href="/acme/statements/{made.id}"' in mine


def test_the_idea_page_asks_no_more_for_most(client_for, cast, idea, act, count_queries, make):
    client, address = client_for(cast.ben), f"/acme/ideas/{idea.number}-{idea.slug}"
    client.get(address)
    with count_queries() as plain:
        client.get(address)
    comments = [make.comment(idea, f"Comment {number}") for number in range(4)]
    for comment in comments[:3]:
        act(
            lambda rule, at, comment=comment: hide_comment(
                db.session.get_one(Comment, comment.id), rule=rule, facts=FACTS, by=cast.mod, at=at
            )
        )
    with count_queries() as with_hidden:
        client.get(address)

    assert not [query for query in plain if "FROM statement" in query]
    assert len([query for query in with_hidden if "FROM statement" in query]) == 1


def test_decisions_about_you_are_ones_own(client_for, cast, statement, rows):
    assert len(rows(Statement)) == 1
    assert "Your idea is hidden" in client_for(cast.ana).get("/acme/statements").text
    assert "There are none" in client_for(cast.ben).get("/acme/statements").text
    assert "There are none" in client_for(cast.ana).get("/rival/statements").text


def test_a_banned_person_sees_on_every_page_that_they_are_and_where_to_read_why(client_for, visitor, cast, act):
    act(lambda rule, at: ban(find_membership(cast.ben), rule=rule, facts=FACTS, until=None, by=cast.mod, at=at))

    notice = "You can't take part here"
    for page in ("/acme", "/acme/ideas", "/acme/rules"):
        assert notice in client_for(cast.ben).get(page).text, page
        assert notice not in client_for(cast.ana).get(page).text, page
        assert notice not in visitor.get(page).text, page
    assert notice not in client_for(cast.ben).get("/rival").text
    assert notice not in client_for(cast.mod).get("/acme/people/ben-okafor").text


def test_a_banned_person_reads_until_when_and_is_offered_no_comment(client_for, cast, idea, act):
    until = datetime(2096, 7, 1, 9, tzinfo=UTC)
    act(lambda rule, at: ban(find_membership(cast.ben), rule=rule, facts=FACTS, until=until, by=cast.mod, at=at))

    page = client_for(cast.ben).get(f"/acme/ideas/{idea.number}", follow_redirects=True).text

    assert "You can't take part here until July 1, 2096, 9:00" in page
    assert "You can read along." in page
    assert "Your comment" not in page
