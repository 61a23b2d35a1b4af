"""Inviting and accepting, as owners and guests see it: the link once, the mail in our words, the right door only."""

import re
from datetime import timedelta

import pytest

from ideas.base import clock, token
from ideas.base.db import writing
from ideas.community.board.models import BoardMember
from ideas.people.account.actions import open_session
from ideas.people.account.models import AccountSession
from ideas.people.brand.models import Invitation, Membership
from ideas.people.brand.rules import Role

ADDRESS = "/acme/settings/invitations"


@pytest.fixture
def owner_client(cast, client_for):
    return client_for(cast.owner)


@pytest.fixture
def invite(owner_client):
    """Make an invitation on the page; the path of its link."""

    def make(**form):
        response = owner_client.send(ADDRESS, {"role": "member", "email": "", "board": "", **form})
        assert response.status_code == 201
        return re.search(r"http://localhost(/acme/invitations/[\w-]+)", response.text).group(1)

    return make


def test_create_shows_the_link_once(owner_client, invite, rows):
    link = invite(role="partner")

    kept = rows(Invitation)[0]
    assert kept.secret_hash == token.digest(link.rpartition("/")[2])
    assert (kept.role, kept.email, kept.board_id) == (Role.PARTNER, None, None)
    assert timedelta(days=6, hours=23) < kept.expires_at - clock.now() <= timedelta(days=7)
    page = owner_client.get(ADDRESS).text
    assert "A link to pass on" in page
    assert link not in page


def test_create_without_an_address_mails_nothing(invite, mails):
    invite()

    assert mails() == []


def test_create_with_an_address_mails_the_link_in_our_words(cast, invite, mails, owner_client):
    link = invite(role="moderator", email="new@example.com", board="inner")

    mail = mails()[0]
    assert (mail.kind, mail.address, mail.subject) == (
        "invitation",
        "new@example.com",
        "Olga Owner invites you to Acme Coffee",
    )
    assert f"http://localhost{link}" in mail.text
    assert link in mail.html
    assert "as: Moderator." in mail.text
    assert "“Inner”" in mail.text
    assert "new@example.com" in owner_client.get(ADDRESS).text


def test_names_in_the_mail_become_no_links(cast, client_for, make, mails, owner_client, invite):
    owner_client.send("/acme/settings", {"name": "Win https://evil.example/x", "tagline": "", "colour": "#7a4a2b"})

    invite(email="new@example.com")

    mail = mails()[0]
    assert mail.subject == "Olga Owner invites you to Win evil example x"
    for part in (mail.text, mail.html):
        assert "evil.example" not in part
        assert set(re.findall(r"https?://([^/\s\"<]+)", part)) == {"localhost"}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"email": "no address"}, "This is not an address that a mail can be sent to."),
        ({"email": "a@b.c\r\nBcc: d@e.f"}, "This is not an address that a mail can be sent to."),
        ({"email": "x" * 300}, "Use at most 254 characters"),
        ({"role": "emperor"}, "Not a valid choice"),
        ({"board": "no-board"}, "Not a valid choice"),
        ({"brand_id": "2"}, "This form does not have a field named"),
    ],
)
def test_create_refuses_junk(owner_client, rows, mails, form, sentence):
    response = owner_client.send(ADDRESS, {"role": "member", "email": "", "board": "", **form})

    assert response.status_code == 422
    assert sentence in response.text
    assert (rows(Invitation), mails()) == ([], [])


def test_create_keeps_what_was_typed(owner_client):
    page = owner_client.send(ADDRESS, {"role": "partner", "email": "no address", "board": "inner"}).text

    assert 'value="no address"' in page
    assert re.search(r'<option selected value="partner"', page)
    assert re.search(r'<option selected value="inner"', page)


def test_create_is_limited(make_app, cast, client_for):
    from tests.clients import signed_in_client

    owner = signed_in_client(make_app(limits="on"), cast.owner)
    answers = [owner.send(ADDRESS, {"role": "member", "email": "", "board": ""}).status_code for _ in range(21)]

    assert answers == [201] * 20 + [429]


def test_destroy_takes_it_back(cast, client_for, owner_client, invite, rows):
    link = invite()

    response = owner_client.send(f"{ADDRESS}/{rows(Invitation)[0].id}/delete")

    assert response.status_code == 303
    assert client_for(cast.newcomer).get(link).status_code == 410
    assert "A link to pass on" not in owner_client.get(ADDRESS).text
    assert owner_client.send(f"{ADDRESS}/{rows(Invitation)[0].id}/delete").status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "-1", "x"])
def test_destroy_of_nothing(owner_client, cast, number):
    assert owner_client.send(f"{ADDRESS}/{number}/delete").status_code == 404


def test_destroy_knows_only_this_brand_s(cast, client_for, owner_client, invite, rows):
    invite()

    response = client_for(cast.outsider).send(f"/rival/settings/invitations/{rows(Invitation)[0].id}/delete")

    assert response.status_code == 404
    assert rows(Invitation)[0].revoked_at is None


# --- accepting -------------------------------------------------------------------------------------------------------


def test_a_visitor_sees_what_it_is_and_is_asked_to_sign_in(visitor, invite):
    link = invite(role="partner", board="inner")

    response = visitor.get(link)

    assert response.status_code == 200
    assert "Olga Owner invites you to take part in Acme Coffee." in response.text
    assert "Idea partner" in response.text
    assert "the board “Inner”" in response.text
    assert f'href="/sign-up?next={link}"' in response.text
    assert f'href="/sign-in?next={link}"' in response.text
    assert f'action="{link}"' not in response.text
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_looking_at_it_uses_nothing_up(cast, client_for, visitor, invite, rows):
    link = invite()

    visitor.get(link)
    client_for(cast.newcomer).get(link)

    assert rows(Invitation)[0].accepted_at is None
    assert len(rows(Membership, Membership.account_id == cast.newcomer.id)) == 0


def test_accept_joins_with_the_role_and_opens_the_board(cast, client_for, invite, rows):
    link = invite(role="partner", board="inner")
    newcomer = client_for(cast.newcomer)
    assert f'action="{link}"' in newcomer.get(link).text

    response = newcomer.send(link)

    assert (response.status_code, response.headers["Location"]) == (303, "/acme")
    place = rows(Membership, Membership.account_id == cast.newcomer.id)[0]
    assert (place.brand_id, place.role) == (cast.brand.id, Role.PARTNER)
    seat = rows(BoardMember, BoardMember.account_id == cast.newcomer.id)[0]
    assert (seat.board_id, seat.is_host) == (cast.inner_board.id, True)
    assert newcomer.get("/acme/boards/inner").status_code == 200


def test_a_member_is_seated_as_a_guest(cast, client_for, invite, rows):
    client_for(cast.ben).send(invite(board="inner"))

    assert [seat.is_host for seat in rows(BoardMember, BoardMember.account_id == cast.ben.id)] == [False]


def test_a_partner_invited_as_a_member_does_not_become_a_host_by_it(cast, client_for, invite, rows):
    client_for(cast.partner).send(invite(board="inner"))

    seats = {seat.board_id: seat.is_host for seat in rows(BoardMember, BoardMember.account_id == cast.partner.id)}
    assert seats == {cast.board.id: True, cast.inner_board.id: False}


def test_a_host_stays_one(cast, client_for, invite, rows):
    client_for(cast.partner).send(invite(board="ideas"))

    assert [seat.is_host for seat in rows(BoardMember, BoardMember.account_id == cast.partner.id)] == [True]


@pytest.mark.engines
def test_the_link_works_once_and_leads_its_user_home_again(cast, client_for, invite):
    link = invite(role="owner")
    newcomer, stranger = client_for(cast.newcomer), client_for(cast.stranger)
    newcomer.send(link)

    again, late = newcomer.get(link), stranger.send(link)

    assert (again.status_code, again.headers["Location"]) == (303, "/acme")
    assert (stranger.get(link).status_code, late.status_code) == (410, 410)
    assert "Ask for a new one" in late.text


def test_more_rights_mean_a_new_session(app, cast, client_for, invite, rows):
    newcomer = client_for(cast.newcomer)
    before = {row.token_hash for row in rows(AccountSession, AccountSession.account_id == cast.newcomer.id)}

    newcomer.send(invite(role="moderator"))

    after = {row.token_hash for row in rows(AccountSession, AccountSession.account_id == cast.newcomer.id)}
    assert len(after) == 1
    assert before.isdisjoint(after)
    assert newcomer.get("/acme/boards/inner").status_code == 200


def test_an_old_session_signs_in_again_before_it_is_staff(app, cast, client_for, invite, rows):
    newcomer = client_for(cast.newcomer)
    with app.app_context(), writing():
        secret, _ = open_session(cast.newcomer, user_agent="Old browser", at=clock.now() - timedelta(days=2))
    with newcomer.session_transaction() as session:
        session["_user_id"] = secret

    response = newcomer.send(invite(role="moderator"))

    assert response.headers["Location"] == "/sign-in?next=/acme"
    assert newcomer.get("/acme/boards/inner").status_code == 404


def test_a_member_keeps_the_session(cast, client_for, invite, rows):
    newcomer = client_for(cast.newcomer)
    before = [row.token_hash for row in rows(AccountSession, AccountSession.account_id == cast.newcomer.id)]

    newcomer.send(invite())

    assert [row.token_hash for row in rows(AccountSession, AccountSession.account_id == cast.newcomer.id)] == before


def test_a_mailed_one_is_for_its_address_only(cast, client_for, invite, rows):
    link = invite(role="owner", email="Newcomer@example.com")
    stranger = client_for(cast.stranger)

    page, sent = stranger.get(link), stranger.send(link)

    assert "This invitation was mailed to another address" in page.text
    assert "newcomer@example.com" not in page.text.lower()
    assert sent.status_code == 403
    assert rows(Invitation)[0].accepted_at is None
    assert client_for(cast.newcomer).send(link).headers["Location"] == "/acme"


def test_another_brand_s_secret_and_none_at_all(cast, client_for, visitor, invite):
    link = invite(role="owner")
    newcomer = client_for(cast.newcomer)

    for client in (visitor, newcomer):
        assert client.get(link.replace("/acme/", "/rival/")).status_code == 404
        assert client.get("/acme/invitations/no-such-secret").status_code == 404
        assert client.get("/acme/invitations/%00").status_code == 404
    assert newcomer.send(link.replace("/acme/", "/rival/")).status_code == 404


def test_accept_asks_a_visitor_to_sign_in_and_refuses_unknown_fields(cast, client_for, visitor, invite, rows):
    link = invite()

    assert visitor.send(link).headers["Location"].startswith("/sign-in")
    assert client_for(cast.newcomer).send(link, {"role": "owner"}).status_code == 422
    assert rows(Invitation)[0].accepted_at is None


def test_index_takes_one_number_of_queries(owner_client, invite, count_queries):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            invite()
        with count_queries() as queries:
            page = owner_client.get(ADDRESS).text
        counts.append(len(queries))

    assert page.count("A link to pass on") == 6  # each once as its name, once as the label of its button
    assert counts[0] == counts[1] <= 4
