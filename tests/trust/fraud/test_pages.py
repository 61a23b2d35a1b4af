"""The pages about votes that look wrong: who sees what, what they say and never say, and what the buttons do."""

from datetime import timedelta

import pytest

from ideas.base import clock
from ideas.base.keyset import encode_cursor
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.trust.fraud.jobs import watch_votes
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import AlertOutcome
from ideas.trust.moderation.models import Statement

NETWORK = "5a" * 16


@pytest.fixture
def alert(app, idea, crowd, rows):
    """Nine votes from one network, of which four are held."""
    crowd(
        idea, 9, at=clock.now() - timedelta(minutes=30), network=NETWORK, referrer="shop.example", domain="farm.example"
    )
    with app.app_context():
        watch_votes()
    (found,) = rows(VoteAlert)
    return found


@pytest.fixture
def held(rows):
    return lambda state=VoteState.UNDER_REVIEW: len(rows(Vote, Vote.state == state))


def test_the_list_shows_what_waits_and_what_was_decided(client_for, mod, alert, idea):
    client = client_for(mod)

    waiting = client.get("/acme/desk/votes")
    client.send(f"/acme/desk/votes/{alert.id}/release")

    assert idea.title in waiting.text
    assert "4 votes held" in waiting.text
    assert idea.title not in client.get("/acme/desk/votes").text
    assert idea.title in client.get("/acme/desk/votes?show=decided").text


@pytest.mark.parametrize("values", [("soon", 1), ("2026-01-01", 1), (2**61, 1), (-(2**61), 1), (1,), (1.5, 1)])
def test_a_place_in_the_list_that_makes_no_sense_is_refused(client_for, mod, alert, values):
    for show in ("", "show=decided&"):
        answer = client_for(mod).get(f"/acme/desk/votes?{show}after={encode_cursor(*values)}")
        assert answer.status_code in (200, 400), show


def test_an_alert_says_what_was_seen_and_what_deciding_would_change(client_for, mod, alert, idea):
    text = client_for(mod).get(f"/acme/desk/votes/{alert.id}").text

    assert "9 of the 9 votes" in text
    assert "shop.example" in text
    for count in ("6", "10"):
        assert f">{count}</td>" in text


def test_no_page_shows_a_hash_or_an_address(client_for, mod, alert):
    client = client_for(mod)

    pages = [
        f"/acme/desk/votes/{alert.id}",
        "/acme/desk/votes",
        f"/acme/desk/votes/{alert.id}/void",
        f"/acme/desk/votes/find?alert={alert.id}&group=A",
    ]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert NETWORK not in answer.text
        assert "@farm.example" not in answer.text


def test_a_partner_sees_what_is_about_their_board_and_decides_nothing(client_for, partner, alert, held):
    client = client_for(partner)

    assert client.get("/acme/desk/votes").status_code == 200
    assert "Let them count" not in client.get(f"/acme/desk/votes/{alert.id}").text
    for act in ("release", "void", "note", "reopening"):
        assert client.send(f"/acme/desk/votes/{alert.id}/{act}").status_code == 404
    assert held() == 4


def test_a_partner_sees_nothing_of_other_boards(app, client_for, partner, make, members_board, mod, crowd, rows):
    other = make.idea("A thing for members only", board=members_board)
    crowd(other, 9, at=clock.now() - timedelta(minutes=30), network=NETWORK)
    with app.app_context():
        watch_votes()
    (alert,) = rows(VoteAlert)

    assert client_for(mod).get(f"/acme/desk/votes/{alert.id}").status_code == 200
    assert client_for(partner).get(f"/acme/desk/votes/{alert.id}").status_code == 404
    assert other.title not in client_for(partner).get("/acme/desk/votes").text


def test_members_and_other_brands_see_no_alert(client_for, ana, outsider, visitor, alert):
    assert client_for(ana).get(f"/acme/desk/votes/{alert.id}").status_code == 404
    assert client_for(outsider).get(f"/acme/desk/votes/{alert.id}").status_code == 404
    assert client_for(outsider).get(f"/rival/desk/votes/{alert.id}").status_code == 404
    assert visitor.get(f"/acme/desk/votes/{alert.id}").status_code == 403


def test_letting_votes_count_and_taking_that_back(client_for, mod, alert, held, reload):
    client = client_for(mod)

    assert client.send(f"/acme/desk/votes/{alert.id}/release").status_code == 303
    assert (held(), reload(alert).outcome) == (0, AlertOutcome.RELEASED)
    assert client.send(f"/acme/desk/votes/{alert.id}/reopening").status_code == 303

    assert (held(), reload(alert).outcome) == (4, None)


def test_deciding_what_somebody_decided_says_so(client_for, mod, owner, alert):
    client_for(mod).send(f"/acme/desk/votes/{alert.id}/release")

    answer = client_for(owner).send(f"/acme/desk/votes/{alert.id}/release")

    assert answer.status_code == 409
    assert "meanwhile" in answer.text


def test_declaring_false_asks_first_and_gives_reasons(client_for, mod, alert, held, rows):
    client = client_for(mod)

    assert "same network" in client.get(f"/acme/desk/votes/{alert.id}/void").text
    assert client.send(f"/acme/desk/votes/{alert.id}/void", {"facts": "short"}).status_code == 422
    assert (held(), rows(Statement)) == (4, [])
    facts = "All of these came from one room."
    assert client.send(f"/acme/desk/votes/{alert.id}/void", {"facts": facts}).status_code == 303

    assert held(VoteState.VOID) == 4
    assert {statement.facts for statement in rows(Statement)} == {facts}


@pytest.mark.engines
def test_declaring_false_what_was_decided_meanwhile_keeps_the_words(client_for, mod, owner, alert, rows):
    client_for(owner).send(f"/acme/desk/votes/{alert.id}/release")

    late = client_for(mod).send(f"/acme/desk/votes/{alert.id}/void", {"facts": "All of these came from one room."})

    assert late.status_code == 409
    assert "All of these came from one room." in late.text
    assert rows(Statement) == []


@pytest.mark.engines
def test_votes_found_by_a_filter_are_shown_first_and_then_declared_false(client_for, mod, idea, crowd, held, rows):
    client = client_for(mod)
    crowd(idea, 3, at=clock.now() - timedelta(minutes=9), domain="corp.example")
    wanted = {"domain": "corp.example", "idea": str(idea.number)}

    page = client.get(f"/acme/desk/votes/find?domain=corp.example&idea={idea.number}")
    assert "3 votes" in page.text
    sent = client.send("/acme/desk/votes/find", {**wanted, "expected": "3", "facts": "Three accounts of one person."})

    assert sent.status_code == 303
    assert held(VoteState.VOID) == 3
    (alert,) = rows(VoteAlert)
    assert client.get(sent.location).status_code == 200
    client.send(f"/acme/desk/votes/{alert.id}/release")
    assert held(VoteState.VOID) == 0


@pytest.mark.parametrize(
    "query", ["board=", "domain=", "board=ideas", "idea=999", "alert=999&group=A", "since=nonsense", "board=nowhere"]
)
def test_a_filter_that_says_nothing_or_nonsense_is_refused(client_for, mod, idea, query):
    assert client_for(mod).get(f"/acme/desk/votes/find?{query}").status_code == 422


def test_a_filter_that_takes_in_others_than_were_shown_changes_nothing(client_for, mod, idea, crowd, held):
    crowd(idea, 3, at=clock.now() - timedelta(minutes=9), domain="corp.example")

    sent = client_for(mod).send(
        "/acme/desk/votes/find", {"domain": "corp.example", "expected": "2", "facts": "Three accounts of one person."}
    )

    assert sent.status_code == 409
    assert "Three accounts of one person." in sent.text
    assert 'name="expected" value="3"' in sent.text
    assert held(VoteState.VOID) == 0


def test_the_pages_cost_the_same_whatever_they_show(app, client_for, mod, make, crowd, rows, count_queries):
    client = client_for(mod)

    def cost(ideas: int, votes: int) -> tuple[int, int]:
        for _ in range(ideas):
            crowd(make.idea(), votes, at=clock.now() - timedelta(minutes=30), network=NETWORK)
        with app.app_context():
            watch_votes()
        latest = rows(VoteAlert)[-1].id
        client.get("/acme/desk/votes")
        with count_queries() as of_list:
            client.get("/acme/desk/votes")
        with count_queries() as of_alert:
            client.get(f"/acme/desk/votes/{latest}")
        return len(of_list), len(of_alert)

    assert cost(1, 7) == cost(3, 12)


@pytest.mark.engines
def test_the_list_goes_on_where_its_page_ends(app, client_for, mod, make, crowd):
    for _ in range(3):
        crowd(make.idea(), 7, at=clock.now() - timedelta(minutes=30), network=NETWORK)
    with app.app_context():
        watch_votes()
    from ideas.people.brand.rules import Role
    from ideas.people.brand.viewer import Viewer
    from ideas.trust.fraud.queries import open_alerts

    with make.at_work():
        viewer = Viewer(account=mod, brand_id=1, role=Role.MODERATOR)
        first, after = open_alerts(viewer, limit=2)
        rest, end = open_alerts(viewer, after=after, limit=2)

    assert [alert.id for alert, _ in (*first, *rest)] == sorted({alert.id for alert, _ in (*first, *rest)})
    assert (len(first), len(rest), end) == (2, 1, None)


def test_owners_name_networks_and_votes_from_there_bear_no_trace_of_it(client_for, owner, ben, idea, rows):
    client = client_for(owner)

    refused = client.send("/acme/settings/networks", {"networks": "0.0.0.0/0"})
    saved = client.send("/acme/settings/networks", {"networks": "127.0.0.0/24"})
    client_for(ben).send(f"/acme/ideas/{idea.number}/vote")

    assert (refused.status_code, saved.status_code) == (422, 303)
    assert [vote.network for vote in rows(Vote, Vote.account_id == ben.id)] == [None]


def test_a_vote_notes_its_network_and_the_host_that_led_here(client_for, ben, mod, idea, rows):
    client_for(ben).send(f"/acme/ideas/{idea.number}/vote", {"came_from": "WWW.Forum.example"})
    client_for(mod).send(f"/acme/ideas/{idea.number}/vote", {"came_from": "not a host"})

    (theirs,) = rows(Vote, Vote.account_id == ben.id)
    (other,) = rows(Vote, Vote.account_id == mod.id)
    assert len(theirs.network) == 32
    assert (theirs.network, theirs.referrer) == (other.network, "forum.example")
    assert other.referrer is None


def test_a_visitors_wish_keeps_the_host_that_led_here(visitor, idea):
    visitor.post(f"/acme/ideas/{idea.number}/vote", data={"came_from": "forum.example"})

    with visitor.session_transaction() as session:
        assert session["wish"] == {"kind": "vote", "brand": "acme", "number": idea.number, "from": "forum.example"}
