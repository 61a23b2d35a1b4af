"""Screening in the browser: the stamp and the traps, what waits and who sees it, what hosts do about it."""

import re
from datetime import timedelta

import pytest

from ideas.base import clock
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.community.idea.models import Idea
from ideas.people.brand.models import Membership
from tests.clients import signed_in_client
from tests.databases import cast_of

WORDS = {"title": "Oat milk in every shop", "body": "", "tags": "", "board": "ideas"}


def text(response):
    return response.get_data(as_text=True)


# --- the stamp and the traps -----------------------------------------------------------------------------------------


def test_a_form_carries_a_stamp_and_two_traps(client_for, newcomer, idea):
    client = client_for(newcomer)
    for address in ("/acme/ideas/new", f"/acme/ideas/{idea.reference}"):
        page = text(client.get(address))

        assert len(re.findall(r'name="shown" value="[\w.-]{40,}"', page)) == 1, address
        assert page.count('tabindex="-1" autocomplete="off"') == 2
        assert 'class="signs" aria-hidden="true"' in page


@pytest.mark.parametrize(
    ("seconds", "held"), [(30, None), (1, "fast"), (25 * 3600, "fast"), (-60, "fast"), (None, "fast")]
)
def test_how_long_it_took_counts_for_the_first_post_of_somebody_new(client_for, newcomer, stamp, rows, seconds, held):
    sent = {**WORDS, "shown": stamp(seconds)} if seconds is not None else WORDS

    answer = client_for(newcomer).send("/acme/ideas", sent)

    (idea,) = rows(Idea)
    assert (answer.status_code, idea.held_because) == (303, held)
    assert idea.title == WORDS["title"], "no words are ever lost"


@pytest.mark.parametrize("forged", ["", "nonsense", "WzFd.x", "x" * 5000])
def test_a_forged_stamp_is_none(client_for, newcomer, ana, rows, forged):
    client_for(newcomer).send("/acme/ideas", {**WORDS, "shown": forged})
    client_for(ana).send("/acme/ideas", {**WORDS, "shown": forged})

    assert [idea.held_because for idea in rows(Idea)] == ["fast", None]


@pytest.mark.parametrize("trap", ["homepage", "subject"])
def test_a_trap_says_nothing_and_holds_the_post(client_for, newcomer, ana, stamp, rows, trap):
    sent = {**WORDS, "shown": stamp(30), trap: "https://spam.example"}

    answer = client_for(newcomer).send("/acme/ideas", sent)
    client_for(ana).send("/acme/ideas", sent)

    assert answer.status_code == 303
    assert [idea.held_because for idea in rows(Idea)] == ["trap", None]
    page = text(client_for(newcomer).get(answer.headers["Location"]))
    assert "You are new here, so a moderator reads it first." in page
    assert "machine" not in page


def test_a_form_with_a_mistake_keeps_the_time_it_began(client_for, newcomer, stamp):
    begun = stamp(600)

    page = text(client_for(newcomer).send("/acme/ideas", {**WORDS, "title": "Short", "shown": begun}))
    other = text(client_for(newcomer).send("/acme/ideas", {**WORDS, "title": "Short", "shown": "forged"}))

    assert f'name="shown" value="{begun}"' in page
    assert 'value="forged"' not in other


def test_a_visitors_kept_words_can_be_sent_at_once(visitor, client_for, newcomer, make, rows, cast):
    from ideas.community.idea.drafts import keep_draft

    with make.at_work():
        secret = keep_draft(
            cast.brand, board="ideas", title=WORDS["title"], body="", tags="", at=clock.now() - timedelta(minutes=3)
        )
    client = client_for(newcomer)
    page = text(client.get(f"/acme/ideas/new?draft={secret}"))

    client.send("/acme/ideas", {**WORDS, "shown": re.search(r'name="shown" value="([^"]+)"', page)[1]})

    assert [idea.held_because for idea in rows(Idea)] == [None]


# --- trust -----------------------------------------------------------------------------------------------------------


def test_staff_see_how_far_somebody_is_trusted_and_moderators_change_it(client_for, cast, rows):
    address = "/acme/people/ben-okafor"
    for person in (None, cast.ana, cast.ben):
        assert 'id="trust"' not in text(client_for(person).get(address))
    seen = text(client_for(cast.partner).get(address))
    assert "Known" in seen
    assert "/trust" not in seen

    client = client_for(cast.mod)
    assert 'action="/acme/people/ben-okafor/trust"' in text(client.get(address))
    answer = client.send(f"{address}/trust", {"level": "3", "reason": "Met at the shop"})

    assert answer.status_code == 303
    assert rows(Membership, Membership.account_id == cast.ben.id)[0].trust_level == 3
    assert "Vouched for" in text(client.get(address))


@pytest.mark.parametrize("person", ["ana", "ben", "partner", "outsider"])
def test_nobody_but_moderators_grants_trust(client_for, cast, rows, person):
    answer = client_for(getattr(cast, person)).send("/acme/people/ben-okafor/trust", {"level": "3", "reason": ""})

    assert answer.status_code == 404
    assert {place.trust_level for place in rows(Membership)} == {0}


def test_why_somebody_is_trusted_may_not_be_endless(client_for, cast):
    client = client_for(cast.mod)

    client.send("/acme/people/ben-okafor/trust", {"level": "2", "reason": "x" * 301})

    assert "Use at most 300 characters; this has 301." in text(client.get("/acme/people/ben-okafor"))


def test_a_level_that_does_not_exist_is_not_granted(client_for, cast, rows):
    client_for(cast.mod).send("/acme/people/ben-okafor/trust", {"level": "7", "reason": ""})
    assert client_for(cast.mod).send("/acme/people/mo-derator/trust", {"level": "3", "reason": ""}).status_code == 403

    assert {place.trust_level for place in rows(Membership)} == {0}


# --- settings --------------------------------------------------------------------------------------------------------


def test_the_owner_says_whose_posts_wait(client_for, cast, rows):
    client = client_for(cast.owner)
    page = text(client.get("/acme/settings/boards/ideas/edit"))
    assert "New ideas" in page
    assert "New comments" in page
    sent = {"name": "Ideas", "description": "", "access": "public"}

    client.send("/acme/settings/boards/ideas/edit", {**sent, "idea_approval": "first", "comment_approval": "all"})
    client.send("/acme/settings/boards/ideas/edit", sent)

    board = rows(Board, Board.id == cast.board.id)[0]
    assert (board.idea_approval, board.comment_approval) == (Approval.FIRST, Approval.ALL)
    bad = client.send("/acme/settings/boards/ideas/edit", {**sent, "idea_approval": "never"})
    assert bad.status_code == 422


# --- limits ----------------------------------------------------------------------------------------------------------


def test_a_days_allowance_grows_with_trust(limited_app):
    cast = cast_of(limited_app)
    client = signed_in_client(limited_app, cast.newcomer)

    from ideas.rim.throttle import TooMany, spend_daily

    with limited_app.test_request_context():
        for _ in range(3):
            spend_daily("idea", "somebody", level=lambda: 0)
        with pytest.raises(TooMany, match="You have shared many ideas today"):
            spend_daily("idea", "somebody", level=lambda: 0)
        for _ in range(7):
            spend_daily("idea", "somebody", level=lambda: 1)
        with pytest.raises(TooMany) as refusal:
            spend_daily("idea", "somebody", level=lambda: 1)
        spend_daily("idea", "somebody", level=lambda: 2)
        spend_daily("idea", "somebody else", level=lambda: 0)

    assert 80_000 < refusal.value.retry_after <= 86_400
    assert client.get("/acme/ideas/new").status_code == 200


def test_the_fourth_idea_of_somebody_new_waits_till_tomorrow(limited_app, monkeypatch):
    from limits import parse_many

    from ideas.rim import throttle

    monkeypatch.setitem(throttle._parsed, "idea", parse_many("100 per minute"))
    cast = cast_of(limited_app)

    def statuses(person):
        client = signed_in_client(limited_app, person)
        titles = (
            "Oat milk in every shop",
            "A loyalty card of wood",
            "Chairs outside in winter",
            "Bring your own cup here",
        )
        return [client.send("/acme/ideas", {**WORDS, "title": title}).status_code for title in titles]

    assert statuses(cast.newcomer) == [303, 303, 303, 429]
    assert statuses(cast.ana) == [303] * 4
