"""Recorded votes and ideas in the browser, and what becomes of them when the customer signs in."""

import pytest

from ideas.community.follow.models import Follow
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.merge.actions import merge_ideas
from ideas.community.vote.models import RecordedVote, Vote
from ideas.community.vote.recording import record_vote
from ideas.people.account.models import Account
from tests.cast import NOW
from tests.letters import read_letter

FIELDS = {"name": "Kim", "said_where": "At the counter", "email": "", "link": ""}


@pytest.fixture
def home(idea):
    return f"/acme/ideas/{idea.number}/recorded-votes"


def test_a_host_records_a_vote_and_strikes_it_out(client_for, partner, visitor, home, idea, rows):
    client = client_for(partner)

    assert client.send(home, FIELDS).status_code == 303
    listed = client.get(home).get_data(as_text=True)
    shown = visitor.get(f"/acme/ideas/{idea.reference}").get_data(as_text=True)
    assert ("Kim" in listed, "Kim" in shown) == (True, False)
    assert "1 of the votes was recorded by staff" in shown
    assert [rank.vote_count for rank in rows(IdeaRank)] == [2]

    (recorded,) = rows(RecordedVote)
    assert client.send(f"{home}/{recorded.id}/delete").status_code == 303
    assert (rows(RecordedVote), [rank.vote_count for rank in rows(IdeaRank)]) == ([], [1])


def test_a_refusal_keeps_what_was_typed(client_for, partner, home, rows):
    answer = client_for(partner).send(home, FIELDS | {"email": "ana@example.com"})

    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert ("has voted here already" in page, 'value="At the counter"' in page) == (True, True)
    assert rows(RecordedVote) == []


def test_only_hosts_of_the_board_record_and_read(client_for, cast, home, make, rows):
    elsewhere = make.idea("A wish of the members", board=cast.members_board)

    for person, status in ((None, 403), (cast.ben, 404), (cast.outsider, 404)):
        assert client_for(person).get(home).status_code == status
        assert client_for(person).send(home, FIELDS).status_code == status
    partner = client_for(cast.partner)
    assert partner.get(f"/acme/ideas/{elsewhere.number}/recorded-votes").status_code == 403
    assert partner.send(f"/acme/ideas/{elsewhere.number}/recorded-votes", FIELDS).status_code == 403
    assert rows(RecordedVote) == []


def test_a_record_of_another_idea_is_not_struck_out_here(client_for, mod, home, make, rows):
    other = make.idea()
    client = client_for(mod)
    client.send(f"/acme/ideas/{other.number}/recorded-votes", FIELDS)

    assert client.send(f"{home}/{rows(RecordedVote)[0].id}/delete").status_code == 404
    assert len(rows(RecordedVote)) == 1


@pytest.mark.engines
def test_who_joins_finds_the_vote_and_the_idea_their_own(
    client_for, partner, visitor, home, idea, rows, mails, run_jobs
):
    host, words = client_for(partner), {"title": "A ramp at the station shop", "body": "", "tags": "", "board": "ideas"}
    host.send(home, FIELDS | {"email": "Robin@example.org"})
    host.send("/acme/desk/on-behalf", words | FIELDS | {"email": "robin@example.org"})

    visitor.send("/sign-up", {"name": "Robin Roe", "email": "robin@example.org", "password": ""})
    visitor.send("/sign-in/code", {"code": read_letter(mails()[-1]).code})

    (robin,) = rows(Account, Account.email_key == "robin@example.org")
    own = rows(Idea, Idea.author_id == robin.id)
    assert [one.title for one in own] == ["A ramp at the station shop"]
    assert {vote.idea_id for vote in rows(Vote, Vote.account_id == robin.id)} == {idea.id, own[0].id}
    assert [(rank.vote_count, rank.recorded_votes) for rank in rows(IdeaRank)] == [(2, 0), (1, 0)]
    assert "Robin Roe" in visitor.get(f"/acme/ideas/{own[0].reference}").get_data(as_text=True)
    run_jobs()
    assert [follow.account_id for follow in rows(Follow, Follow.idea_id == own[0].id)] == [robin.id]


def test_an_idea_is_shared_for_a_customer(client_for, partner, visitor, rows):
    words = {"title": "A ramp at the station shop", "body": "For my chair.", "tags": "access", "board": "ideas"}

    answer = client_for(partner).send("/acme/desk/on-behalf", words | FIELDS | {"email": "kim@example.org"})

    (idea,) = rows(Idea)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}")
    assert (idea.author_id, [rank.vote_count for rank in rows(IdeaRank)]) == (None, [1])
    page = visitor.get(f"/acme/ideas/{idea.reference}").get_data(as_text=True)
    assert ("Kim" in page, "recorded by staff, heard: At the counter" in page) == (True, True)
    assert ("wrote it down for a customer" in page, "Former member" in page) == (True, False)
    assert "kim@example.org" not in page
    assert "Kim" in visitor.get("/acme/ideas").get_data(as_text=True)


def test_only_hosts_share_for_others_and_only_on_their_boards(client_for, cast, rows):
    words = {"title": "A ramp at the station shop", "body": "", "tags": "", "board": "members"}

    for person, status in ((None, 403), (cast.ben, 404), (cast.outsider, 404)):
        assert client_for(person).get("/acme/desk/on-behalf").status_code == status
        assert client_for(person).send("/acme/desk/on-behalf", words | FIELDS).status_code == status
    assert client_for(cast.partner).send("/acme/desk/on-behalf", words | FIELDS).status_code == 422
    assert rows(Idea) == []


def test_a_partner_sees_no_record_of_a_merged_idea_on_a_board_of_others(client_for, cast, make, home, idea, rows):
    elsewhere = make.idea("Almond milk for members", board=cast.members_board)
    with make.at_work():
        record_vote(elsewhere, name="Robin", said_where="In the back room", by=cast.mod, at=NOW)
        record_vote(idea, name="Kim", said_where="At the counter", by=cast.mod, at=NOW)
        merge_ideas(idea, elsewhere, by=cast.mod, at=NOW)
    theirs = next(one for one in rows(RecordedVote) if one.name == "Robin")

    def seen(person):
        page = client_for(person).get(home).get_data(as_text=True)
        return [name for name in ("Kim", "Robin") if name in page]

    assert (seen(cast.mod), seen(cast.partner)) == (["Kim", "Robin"], ["Kim"])
    assert client_for(cast.partner).send(f"{home}/{theirs.id}/delete").status_code == 404
    assert len(rows(RecordedVote)) == 2


def test_an_address_is_no_name(client_for, partner, home, rows):
    """The name of somebody whose idea was written down is on its page."""
    answer = client_for(partner).send(home, FIELDS | {"name": "Kim kim@example.org"})

    assert answer.status_code == 422
    assert "Others may read the name." in answer.get_data(as_text=True)
    assert rows(RecordedVote) == []
