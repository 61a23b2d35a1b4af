"""The desk's pages of moderation: who may, what happens, what is kept of bad input, who comes second."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.queries import find_membership
from ideas.trust.moderation.actions import appeal, close_case, hide_idea, house_rules, report
from ideas.trust.moderation.models import Appeal, Ban, Case, HouseRule, Statement
from ideas.trust.moderation.rules import AppealOutcome, CaseOutcome, Limit
from tests.trust.moderation.conftest import FACTS

WHY = {"rule": "1", "facts": FACTS}
WORDS = "We read it again, and here is what we think."
TABLES = (Statement, Ban, Case, Appeal, HouseRule, Idea, Comment, Membership, Brand, Board)


@pytest.fixture
def things(make, cast, idea):
    """Ana's idea with ben's comment, a case about each, and an appeal by ana about another idea."""
    comment = make.comment(idea)
    with make.at_work():
        rule, at = house_rules(cast.brand)[0], clock.now()
        report(idea, rule=rule, body="", by=cast.ben, at=at)
        report(idea, comment=db.session.get_one(Comment, comment.id), rule=rule, body="", by=cast.ana, at=at)
        cases = list(db.session.scalars(select(Case.id).order_by(Case.id)))
    other = make.idea("Another idea by ana")
    with make.at_work():
        statement = hide_idea(other, rule=rule, facts=FACTS, by=cast.mod, at=at)
        appeal(statement, body="I meant it as a joke.", by=cast.ana, at=at)
    places = [f"/acme/desk/reports/{case_id}" for case_id in cases]
    return {"comment": comment, "other": other, "statement": statement, "cases": places}


def addresses(idea, things):
    """Every staff address of moderation, and what would be sent there."""
    home = f"/acme/ideas/{idea.number}"
    told = f"{home}/comments/{things['comment'].id}"
    return [
        ("/acme/desk/reports", None),
        (things["cases"][0], None),
        (things["cases"][0], {"act": "dismiss"}),
        (things["cases"][1], {"act": "hide", **WHY}),
        ("/acme/desk/appeals", None),
        (f"/acme/desk/appeals/{things['statement'].id}", None),
        (f"/acme/desk/appeals/{things['statement'].id}", {"outcome": "lifted", "words": WORDS}),
        (f"{home}/hiding", None),
        (f"{home}/hiding", {"act": "hide", **WHY}),
        (f"/acme/ideas/{things['other'].number}/hiding/delete", {}),
        (f"{told}/hiding", None),
        (f"{told}/hiding", {"act": "spam", **WHY}),
        (f"{told}/hiding/delete", {}),
        (f"{home}/lock", None),
        (f"{home}/lock", WHY),
        (f"{home}/lock/delete", {}),
        ("/acme/people/ben-okafor/ban", None),
        ("/acme/people/ben-okafor/ban", {"term": "7", **WHY}),
        ("/acme/people/ben-okafor/ban/delete", {}),
        ("/acme/settings/rules", None),
        ("/acme/settings/rules", {"label": "New", "text": ""}),
        ("/acme/settings/rules/1/edit", None),
        ("/acme/settings/rules/1/edit", {"label": "Changed", "text": ""}),
        ("/acme/settings/rules/1/position", {"step": "down"}),
        ("/acme/settings/moderation-log", {"opens_log": "y"}),
    ]


@pytest.mark.parametrize("person", [None, "ana", "ben", "newcomer", "outsider", "elsewhere", "rival_mod"])
def test_nobody_else_may_and_nothing_changes(client_for, cast, make, idea, things, rows, person):
    """A visitor, members, a partner of another board, a moderator of another brand."""
    from ideas.community.board.actions import add_to_board
    from ideas.people.brand.actions import join
    from ideas.people.brand.rules import Role

    account = getattr(cast, person or "", None)
    if person == "elsewhere":
        account = make.account("Else Where")
        with make.at_work():
            place = join(cast.brand, account, at=clock.now(), role=Role.PARTNER)
            board = db.session.get_one(Board, cast.members_board.id)
            add_to_board(board, place, as_host=True, by=cast.owner, at=clock.now())
    if person == "rival_mod":
        account = make.account("Ri Val")
        with make.at_work(cast.rival):
            join(cast.rival, account, at=clock.now(), role=Role.MODERATOR)
    client = client_for(account)
    before = {model: [vars_of(row) for row in rows(model)] for model in TABLES}

    for address, form in addresses(idea, things):
        answer = client.get(address) if form is None else client.send(address, form)
        allowed = (200,) if person == "elsewhere" and address == "/acme/desk/reports" else (403, 404)
        assert answer.status_code in allowed, (address, form)
        if allowed == (200,):
            assert idea.title not in answer.text

    assert {model: [vars_of(row) for row in rows(model)] for model in TABLES} == before


def vars_of(row):
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def test_a_partner_decides_on_their_board_but_bans_nobody(client_for, cast, idea, things, rows):
    client = client_for(cast.partner)

    listed = client.get("/acme/desk/reports").text
    one = client.get(things["cases"][1]).text
    banned = client.send(things["cases"][1], {"act": "ban", "term": "7", **WHY})
    hidden = client.send(things["cases"][1], {"act": "hide", "term": "7", **WHY})

    assert listed.count("queue__item") == 2
    assert "Hide it and ban the author" not in one
    assert (banned.status_code, hidden.status_code, rows(Ban)) == (422, 303, [])
    assert client.get("/acme/people/ben-okafor/ban").status_code == 404
    assert client.get("/acme/desk/appeals").status_code == 404
    assert [case.outcome for case in rows(Case)] == [None, CaseOutcome.UPHELD]


def test_a_case_shows_what_speaks_for_and_against(client_for, cast, idea, things):
    page = client_for(cast.mod).get(things["cases"][0]).text

    for part in (
        "A reported idea",
        idea.title,
        "1 report",
        "Ben Okafor",
        "Be kind",
        "An idea was hidden",
        "1 public idea",
    ):
        assert part in page, part


def test_a_moderator_hides_and_bans_from_a_case(client_for, cast, things, rows, reload):
    answer = client_for(cast.mod).send(things["cases"][1], {"act": "ban", "term": "for-good", **WHY})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/acme/desk/reports")
    assert reload(things["comment"]).visibility is Visibility.HIDDEN
    assert [(one.account_id, one.until) for one in rows(Ban)] == [(cast.ben.id, None)]
    assert [one.kind for one in rows(Statement)][1:] == [Limit.REMOVE, Limit.BAN]


def test_a_dismissal_needs_no_reasons_and_a_limit_does(client_for, cast, things, rows):
    client = client_for(cast.mod)

    bare = client.send(things["cases"][0], {"act": "hide", "rule": "", "facts": "My words", "term": "7"})
    none = client.send(things["cases"][0], {"rule": "", "facts": "My words", "term": "7"})
    gone = client.send(things["cases"][0], {"act": "dismiss", "rule": "", "facts": "", "term": "7"})

    assert [answer.status_code for answer in (bare, none, gone)] == [422, 422, 303]
    assert "My words</textarea>" in bare.text
    assert [case.outcome for case in rows(Case)] == [CaseOutcome.DISMISSED, None]


@pytest.mark.engines
def test_the_second_moderator_is_told_who_decided(client_for, cast, idea, things, rows, make):
    with make.at_work():
        close_case(
            db.session.scalars(select(Case).order_by(Case.id)).first(),
            outcome=CaseOutcome.DISMISSED,
            by=cast.mod,
            at=clock.now(),
        )

    answer = client_for(cast.owner).send(things["cases"][0], {"act": "hide", "term": "7", **WHY})

    assert answer.status_code == 409
    assert "Mo Derator has decided this case meanwhile" in answer.text
    assert FACTS in answer.text
    assert len(rows(Statement)) == 1


def test_hide_and_show_an_idea(client_for, cast, make, rows, reload):
    idea = make.idea("Quite a rude idea")
    client, home = client_for(cast.partner), f"/acme/ideas/{idea.number}"
    assert f'href="{home}/hiding"' in client.get(f"{home}-{idea.slug}").text

    bad = client.send(f"{home}/hiding", {"act": "hide", "rule": "", "facts": "My long words"})
    done = client.send(f"{home}/hiding", {"act": "hide", **WHY})
    again = client_for(cast.mod).send(f"{home}/hiding", {"act": "hide", **WHY})

    assert [answer.status_code for answer in (bad, done, again)] == [422, 303, 409]
    assert "My long words</textarea>" in bad.text
    assert reload(idea).visibility is Visibility.HIDDEN
    assert f'action="{home}/hiding/delete"' in client.get(f"{home}-{idea.slug}").text
    assert client.send(f"{home}/hiding/delete").status_code == 303
    assert client.send(f"{home}/hiding/delete").status_code == 409
    assert (reload(idea).visibility, len(rows(Statement))) == (Visibility.PUBLIC, 1)


def test_hide_and_show_a_comment(client_for, cast, make, idea, rows, reload):
    comment = make.comment(idea)
    client, home = client_for(cast.mod), f"/acme/ideas/{idea.number}/comments/{comment.id}/hiding"

    assert client.get(home).status_code == 200
    assert client.send(home, {"act": "hide", **WHY}).status_code == 303
    assert client.send(home, {"act": "hide", **WHY}).status_code == 409
    assert reload(comment).visibility is Visibility.HIDDEN
    assert client.send(f"{home}/delete").status_code == 303
    assert client.send(f"{home}/delete").status_code == 409
    assert (reload(comment).visibility, len(rows(Statement))) == (Visibility.PUBLIC, 1)


def test_close_and_open_a_discussion(client_for, cast, idea, reload):
    client, home = client_for(cast.mod), f"/acme/ideas/{idea.number}/lock"

    assert "Everybody reads this" in client.get(home).text
    assert client.send(home, {"rule": "1", "facts": "short"}).status_code == 422
    assert client.send(home, WHY).status_code == 303
    assert client.send(home, WHY).status_code == 409
    assert reload(idea).locked_at is not None
    assert client.send(f"{home}/delete").status_code == 303
    assert client.send(f"{home}/delete").status_code == 409
    assert reload(idea).locked_at is None


def test_ban_and_lift(client_for, cast, rows, make):
    client, home = client_for(cast.mod), "/acme/people/ben-okafor/ban"
    assert f'href="{home}"' in client.get("/acme/people/ben-okafor").text
    assert home not in client_for(cast.ana).get("/acme/people/ben-okafor").text

    bad = client.send(home, {"term": "2", "rule": "1", "facts": "My long words"})
    done = client.send(home, {"term": "7", **WHY})
    again = client.send(home, {"term": "30", **WHY})

    assert [answer.status_code for answer in (bad, done, again)] == [422, 303, 409]
    (membership,) = rows(Membership, Membership.account_id == cast.ben.id)
    assert timedelta(days=6) < membership.banned_until - clock.now() <= timedelta(days=7)
    assert "Lift the ban" in client.get(home).text
    assert client.send(f"{home}/delete").status_code == 303
    assert client.send(f"{home}/delete").status_code == 409
    assert [one.lifted_at is not None for one in rows(Ban)] == [True]
    assert client.send("/acme/people/pia-partner/ban", {"term": "7", **WHY}).status_code == 422
    assert client.get("/acme/people/nobody-here/ban").status_code == 404


def test_an_appeal_is_decided_by_another(client_for, cast, things, rows, reload):
    address = f"/acme/desk/appeals/{things['statement'].id}"
    mod, owner = client_for(cast.mod), client_for(cast.owner)
    assert "Your own decision" in mod.get("/acme/desk/appeals").text
    assert "This is your own decision" in mod.get(address).text

    own = mod.send(address, {"outcome": "lifted", "words": WORDS})
    short = owner.send(address, {"outcome": "lifted", "words": "My word"})
    done = owner.send(address, {"outcome": "lifted", "words": WORDS})
    again = owner.send(address, {"outcome": "kept", "words": WORDS})

    assert [answer.status_code for answer in (own, short, done, again)] == [403, 422, 303, 409]
    assert "My word</textarea>" in short.text
    assert [(one.outcome, one.decided_by_id) for one in rows(Appeal)] == [(AppealOutcome.LIFTED, cast.owner.id)]
    assert reload(things["other"]).visibility is Visibility.PUBLIC
    assert "No appeal waits" in owner.get("/acme/desk/appeals").text
    assert "The decision was lifted" in client_for(cast.ana).get(f"/acme/statements/{things['statement'].id}").text


@pytest.mark.engines
def test_lists_ask_a_constant_number_of_queries_and_come_in_pages(client_for, cast, make, idea, count_queries):
    client = client_for(cast.mod)

    def reported(count):
        with make.at_work():
            for _ in range(count):
                report(make.idea(), rule=house_rules(cast.brand)[0], body="", by=cast.ben, at=clock.now())

    reported(1)
    client.get("/acme/desk/reports")
    with count_queries() as few:
        client.get("/acme/desk/reports")
    reported(24)
    with count_queries() as many:
        page = client.get("/acme/desk/reports").text

    assert (page.count("queue__item"), len(many)) == (20, len(few))
    more = page.split('hx-get="')[1].split('"')[0]
    assert client.get(more, headers={"HX-Request": "true"}).text.count("queue__item") == 5
    assert client.get("/acme/desk/reports?after=x").status_code == 400
    assert client.get("/acme/desk/appeals?after=x").status_code == 400


def test_a_membership_shows_its_ban_on_the_profile_to_staff_only(client_for, cast, make):
    client_for(cast.mod).send("/acme/people/ben-okafor/ban", {"term": "7", **WHY})

    assert "Banned from taking part" in client_for(cast.owner).get("/acme/people/ben-okafor").text
    for person in (cast.ana, cast.ben, None):
        assert "Banned" not in client_for(person).get("/acme/people/ben-okafor").text
    with make.at_work():
        assert find_membership(cast.ben).banned_until is not None


def test_a_partner_learns_of_no_decision_on_a_board_of_others(client_for, cast, make, things):
    elsewhere = make.idea("An idea for members", board=cast.members_board)
    with make.at_work():
        hide_idea(elsewhere, rule=house_rules(cast.brand)[2], facts=FACTS, by=cast.mod, at=clock.now())

    def told(person):
        return client_for(person).get(things["cases"][0]).text.split('id="author"')[1].count("decision__name")

    assert (told(cast.mod), told(cast.partner)) == (2, 1)
