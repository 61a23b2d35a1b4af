"""What waits for approval in the browser: who sees it, who decides, and what its author reads."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.rules import Approval
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role
from ideas.trust.moderation.models import Ban, HouseRule, Statement

WORDS = {"title": "Oat milk in every shop", "body": "", "tags": "", "board": "ideas"}


def text(response):
    return response.get_data(as_text=True)


def test_its_author_reads_that_it_waits_and_why(client_for, ben, rule, rows):
    rule(ideas=Approval.ALL)
    client = client_for(ben)

    answer = client.send("/acme/ideas", WORDS)
    page = text(client.get(answer.headers["Location"]))

    assert "Thank you. Your idea is number 1, and waits for approval." in page
    assert "On this board a moderator reads everything before it is public." in page
    assert "Waiting for approval: only you and the people who run this board see it" in page
    assert "You get a mail when it is public." in page
    assert 'action="/acme/ideas/1/approval"' not in page
    assert client.get("/acme/ideas/1/edit").status_code == 200
    assert client.send("/acme/ideas/1/withdrawal").status_code == 303


@pytest.mark.parametrize("person", ["visitor", "ana", "newcomer", "outsider"])
def test_nobody_else_sees_it(client_for, cast, waiting, visitor, person):
    client = visitor if person == "visitor" else client_for(getattr(cast, person))

    assert client.get(f"/acme/ideas/{waiting.reference}").status_code == 404
    for address in ("/acme/ideas", "/acme/ideas?sort=new", "/acme", "/acme/boards/ideas", "/acme/people/ben-okafor"):
        assert waiting.title not in text(client.get(address)), address


@pytest.mark.parametrize("person", ["partner", "mod", "owner"])
def test_the_boards_hosts_see_it_with_what_they_can_do(client_for, cast, waiting, person):
    page = text(client_for(getattr(cast, person)).get(f"/acme/ideas/{waiting.reference}"))

    assert "Everything on this board waits for approval." in page
    assert 'action="/acme/ideas/1/approval"' in page
    assert 'href="/acme/ideas/1/decline"' in page


def test_a_host_approves_on_the_ideas_own_page(client_for, cast, waiting, visitor, rows, mails, run_jobs):
    run_jobs()
    answer = client_for(cast.partner).send(f"/acme/ideas/{waiting.number}/approval")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{waiting.reference}")
    assert visitor.get(f"/acme/ideas/{waiting.reference}").status_code == 200
    assert [rank.vote_count for rank in rows(IdeaRank)] == [1]
    assert rows(Membership, Membership.account_id == cast.ben.id)[0].trust_level == 0
    again = client_for(cast.mod).send(f"/acme/ideas/{waiting.number}/approval")
    assert again.status_code == 409
    assert "does not wait any more" in text(again)


def test_approve_and_trust(client_for, cast, waiting, rows):
    client_for(cast.mod).send(f"/acme/ideas/{waiting.number}/approval", {"trust": "y"})

    assert rows(Membership, Membership.account_id == cast.ben.id)[0].trust_level == 1


def test_the_author_is_told_once_by_mail(app, client_for, cast, waiting, mails, run_jobs, make):
    from ideas.spine.activity.models import Activity

    client_for(cast.mod).send(f"/acme/ideas/{waiting.number}/approval")
    run_jobs()
    assert mails() == [], "not before the approval could be undone"

    with make.at_work():
        db.session.execute(update(Activity).values(lease_until=None))
    run_jobs()
    run_jobs()

    (mail,) = mails()
    assert (mail.address, mail.subject) == (
        "ben@example.com",
        "[Acme Coffee] Your idea “Oat milk in every shop” is public now",
    )


@pytest.mark.parametrize(
    ("person", "status"),
    [("visitor", 303), ("ana", 404), ("ben", 404), ("newcomer", 404), ("outsider", 404), ("guest partner", 404)],
)
@pytest.mark.parametrize("act", ["approval", "decline"])
def test_nobody_but_its_hosts_decides(client_for, cast, waiting, visitor, make, rows, person, status, act):
    if person == "guest partner":
        with make.at_work():
            db.session.execute(update(Membership).where(Membership.account_id == cast.ana.id).values(role=Role.PARTNER))
        client = client_for(cast.ana)
    else:
        client = visitor if person == "visitor" else client_for(getattr(cast, person))

    answer = client.send(
        f"/acme/ideas/{waiting.number}/{act}", {"rule": "1", "facts": "x" * 20} if act == "decline" else {}
    )

    assert answer.status_code == (403 if person == "visitor" else status)
    assert rows(Idea)[0].visibility is Visibility.PENDING
    assert rows(Statement) == []


def test_an_author_who_became_staff_elsewhere_decides_nothing_about_their_own(client_for, cast, waiting, make, rows):
    with make.at_work():
        db.session.execute(update(Membership).where(Membership.account_id == cast.ben.id).values(role=Role.PARTNER))
    client = client_for(cast.ben)

    assert client.send(f"/acme/ideas/{waiting.number}/approval").status_code == 403
    assert client.get(f"/acme/ideas/{waiting.number}/decline").status_code == 403
    assert rows(Idea)[0].visibility is Visibility.PENDING


def test_decline_with_a_rule_and_facts(client_for, cast, waiting, rows):
    client = client_for(cast.mod)
    page = text(client.get(f"/acme/ideas/{waiting.number}/decline"))
    assert "Which rule it breaks" in page
    assert "Takes no part for a week" in page
    rule_id = str(rows(HouseRule)[1].id)

    bad = client.send(f"/acme/ideas/{waiting.number}/decline", {"rule": rule_id, "facts": "Short", "block": ""})
    assert bad.status_code == 422
    answer = client.send(
        f"/acme/ideas/{waiting.number}/decline", {"rule": rule_id, "facts": "It sells something else.", "block": "7"}
    )

    assert answer.status_code == 303
    assert rows(Idea)[0].visibility is Visibility.HIDDEN
    assert [statement.rule_label for statement in rows(Statement)] == [rows(HouseRule)[1].label] * 2
    (ban,) = rows(Ban)
    assert timedelta(days=6) < ban.until - clock.now() < timedelta(days=8)
    assert client.get(f"/acme/ideas/{waiting.number}/decline").status_code == 409


@pytest.mark.engines
def test_who_declines_what_was_decided_meanwhile_keeps_the_words(client_for, cast, waiting, rows):
    client_for(cast.owner).send(f"/acme/ideas/{waiting.number}/approval")
    words = {"rule": str(rows(HouseRule)[0].id), "facts": "It sells beans of another shop."}

    late = client_for(cast.mod).send(f"/acme/ideas/{waiting.number}/decline", {**words, "block": ""})

    assert late.status_code == 409
    assert words["facts"] in text(late)
    assert rows(Statement) == []


def test_there_is_no_empty_box_of_rules_beside_what_waits(client_for, cast, waiting, idea):
    client = client_for(cast.mod)

    assert "Rules of the house</h2>" in text(client.get(f"/acme/ideas/{idea.number}", follow_redirects=True))
    page = text(client.get(f"/acme/ideas/{waiting.number}", follow_redirects=True))
    assert "Rules of the house</h2>" not in page


def test_a_partner_declines_but_bans_nobody(client_for, cast, waiting, rows):
    client = client_for(cast.partner)
    page = text(client.get(f"/acme/ideas/{waiting.number}/decline"))
    assert "Takes no part" not in page
    sent = {"rule": str(rows(HouseRule)[0].id), "facts": "It sells something else."}

    assert client.send(f"/acme/ideas/{waiting.number}/decline", {**sent, "block": "always"}).status_code == 422
    assert client.send(f"/acme/ideas/{waiting.number}/decline", sent).status_code == 303
    assert rows(Ban) == []


def test_a_comment_that_waits_is_seen_by_its_author_and_the_hosts(client_for, cast, idea, waiting_comment, visitor):
    address = f"/acme/ideas/{idea.reference}"

    own, host = text(client_for(cast.ben).get(address)), text(client_for(cast.mod).get(address))
    assert "Waiting for approval: only you and the people who run this board see it." in own
    assert f"/comments/{waiting_comment.id}/approval" not in own
    assert f'action="/acme/ideas/{idea.number}/comments/{waiting_comment.id}/approval"' in host
    for client in (visitor, client_for(cast.ana), client_for(cast.newcomer)):
        assert "Count me in." not in text(client.get(address))


def test_a_comment_is_approved_in_its_place(client_for, cast, idea, waiting_comment, visitor, rows):
    home = f"/acme/ideas/{idea.number}/comments/{waiting_comment.id}"
    for person in (cast.ana, cast.ben, cast.outsider):
        assert client_for(person).send(f"{home}/approval").status_code == 404

    answer = client_for(cast.partner).send(f"{home}/approval", {"trust": "y"})

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/acme/ideas/{idea.reference}#comment-{waiting_comment.id}",
    )
    assert "Count me in." in text(visitor.get(f"/acme/ideas/{idea.reference}"))
    assert [rank.comment_count for rank in rows(IdeaRank)] == [1]


def test_a_comment_is_declined_with_a_rule_and_facts(client_for, cast, idea, waiting_comment, rows):
    home = f"/acme/ideas/{idea.number}/comments/{waiting_comment.id}/decline"
    client = client_for(cast.mod)
    assert "Count me in." in text(client.get(home))

    sent = {"rule": str(rows(HouseRule)[0].id), "facts": "It is not about the idea.", "block": ""}
    assert client.send(home, sent).status_code == 303

    assert rows(Comment)[0].visibility is Visibility.HIDDEN
    assert [statement.comment_id for statement in rows(Statement)] == [waiting_comment.id]
