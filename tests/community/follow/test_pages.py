"""Following from the page, and the link in each mail that ends it."""

import pytest

from ideas.community.follow.models import Follow
from ideas.community.follow.subscribers import unsubscribe_token
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership


@pytest.fixture
def stop(app, ana, idea):
    """Where ana's mails about the idea end."""
    with app.app_context():
        return f"/unsubscribe/{unsubscribe_token(ana.id, idea.id)}"


def followers(rows):
    return {row.account_id for row in rows(Follow)}


def test_follow_and_let_go_from_the_page(client_for, ben, idea, rows, ana):
    client = client_for(ben)

    answer = client.send(f"/acme/ideas/{idea.number}/follow")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}")
    assert followers(rows) == {ana.id, ben.id}
    assert "Following" in client.get(f"/acme/ideas/{idea.reference}").get_data(as_text=True)

    client.send(f"/acme/ideas/{idea.number}/follow")
    assert followers(rows) == {ana.id, ben.id}

    assert client.send(f"/acme/ideas/{idea.number}/follow/delete").status_code == 303
    client.send(f"/acme/ideas/{idea.number}/follow/delete")
    assert followers(rows) == {ana.id}


def test_whoever_follows_is_a_member_from_then_on(client_for, newcomer, idea, rows):
    client_for(newcomer).send(f"/acme/ideas/{idea.number}/follow")

    assert [row.role for row in rows(Membership, Membership.account_id == newcomer.id)] == ["member"]


def test_a_visitor_is_asked_to_sign_in_and_a_hidden_idea_is_not_there(visitor, client_for, ben, idea, make, cast, rows):
    inner = make.idea(board=cast.inner_board)
    before = followers(rows)

    assert visitor.send(f"/acme/ideas/{idea.number}/follow").headers["Location"].startswith("/sign-in?")
    assert client_for(ben).send(f"/acme/ideas/{inner.number}/follow").status_code == 404
    assert client_for(ben).send(f"/acme/ideas/{idea.number}/follow", {"account_id": "1"}).status_code == 422
    assert followers(rows) == before


def test_looking_at_the_stop_link_stops_nothing(visitor, stop, rows, ana):
    for _ in range(10):
        page = visitor.get(stop)

    assert page.status_code == 200
    assert "Which mails should stop?" in page.get_data(as_text=True)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert followers(rows) == {ana.id}


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE"])
def test_no_other_method_stops_anything(visitor, stop, rows, ana, method):
    visitor.open(stop, method=method)

    assert followers(rows) == {ana.id}


def test_one_click_stops_it_without_cookie_token_or_page(app, stop, rows):
    mail_program = app.test_client(use_cookies=False)

    answer = mail_program.post(stop, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert followers(rows) == set()
    assert mail_program.post(stop).status_code == 200, "again, and nothing breaks"


def test_a_browser_without_fetch_metadata_may_press_the_button(visitor, stop, rows):
    """The page sends no Referer, so such a browser sends this Origin with the page's own form."""
    assert visitor.post(stop, headers={"Origin": "null"}).status_code == 200
    assert followers(rows) == set()


def test_one_click_stops_only_this_idea_for_this_person(app, visitor, stop, idea, make, rows, reload, ana, ben):
    other = make.idea()
    make.idea(by=ben)

    visitor.post(stop)

    assert {(row.idea_id, row.account_id) for row in rows(Follow)} == {(other.id, ana.id), (other.id + 1, ben.id)}
    assert reload(ana).mails_on is True


def test_all_mails_stop_on_wish(visitor, stop, reload, ana, ben, rows):
    visitor.post(stop, data={"everything": "1"})

    assert reload(ana).mails_on is False
    assert [row.mails_on for row in rows(Account, Account.id == ben.id)] == [True]


@pytest.mark.parametrize("token", ["x", "WzEsMV0.AAAA", "%00", "1" * 3000, "☕"])
def test_a_token_that_means_nothing_stops_nothing(visitor, idea, rows, ana, token):
    asked, pressed = visitor.get(f"/unsubscribe/{token}"), visitor.post(f"/unsubscribe/{token}")

    assert asked.status_code == 404
    assert pressed.status_code == 200, "mail programs are told the same whatever they send"
    assert followers(rows) == {ana.id}


def test_a_token_opens_no_other_door(app, visitor, ana, idea, rows):
    """Signed with the same key for another purpose, it is nothing here."""
    from itsdangerous import URLSafeSerializer

    forged = URLSafeSerializer(app.secret_key, salt="other").dumps([ana.id, idea.id])

    assert visitor.get(f"/unsubscribe/{forged}").status_code == 404
    visitor.post(f"/unsubscribe/{forged}")
    assert followers(rows) == {ana.id}
