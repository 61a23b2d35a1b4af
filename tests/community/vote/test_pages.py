"""Voting in the browser: with and without a script, signed in or not, and who may read the names."""

import pytest

from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.community.merge.actions import merge_ideas
from ideas.community.vote.actions import put_under_review
from ideas.community.vote.models import Vote
from ideas.community.vote.queries import VOTERS_PAGE
from ideas.people.brand.models import Brand, Membership
from tests.cast import NOW
from tests.clients import signed_in_client
from tests.factories import _here

SCRIPT = {"HX-Request": "true"}


def votes(rows):
    return {vote.account_id for vote in rows(Vote)}


def test_vote_and_take_it_back_by_form(client_for, ben, idea, rows, ana):
    client, address = client_for(ben), f"/acme/ideas/{idea.number}/vote"

    answer = client.send(address, headers={"Referer": "http://localhost/acme/ideas?sort=top"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/acme/ideas?sort=top")
    assert votes(rows) == {ana.id, ben.id}

    answer = client.send(f"{address}/delete")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}")
    assert votes(rows) == {ana.id}


@pytest.mark.parametrize(
    "referer",
    ["http://evil.example/acme", "http://[", "//evil.example", "javascript:alert(1)", "http://localhost\\@evil"],
)
def test_a_strange_referer_leads_home(client_for, ben, idea, referer):
    answer = client_for(ben).send(f"/acme/ideas/{idea.number}/vote", headers={"Referer": referer})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/acme/ideas/{idea.reference}")


def test_a_script_gets_the_button_as_it_is_now(client_for, ben, idea):
    client = client_for(ben)

    cast = client.send(f"/acme/ideas/{idea.number}/vote", headers=SCRIPT).get_data(as_text=True)
    taken = client.send(f"/acme/ideas/{idea.number}/vote/delete", headers=SCRIPT).get_data(as_text=True)

    assert ('aria-pressed="true"' in cast, 'data-count="2"' in cast) == (True, True)
    assert ('aria-pressed="false"' in taken, 'data-count="1"' in taken) == (True, True)
    assert "<html" not in cast


def test_a_vote_that_is_checked_is_shown_in_lists_as_on_the_page(client_for, ben, mod, idea, make):
    """Also where it was cast on an idea that is merged into the one in the list, and in the list of one's votes."""
    other = make.idea("More oat milk")
    make.vote(other, ben)
    with make.at_work():
        put_under_review(other.id, [ben.id], alert_id=None)
        merge_ideas(_here(other), _here(idea), by=_here(mod), at=NOW)
    client = client_for(ben)

    pages = [f"/acme/ideas/{idea.reference}", "/acme/ideas", "/acme/ideas?voted=1"]
    said = {page: client.get(page).get_data(as_text=True).count("your vote does not count now") for page in pages}
    button = client.send(f"/acme/ideas/{idea.number}/vote", headers=SCRIPT).get_data(as_text=True)

    assert said == dict.fromkeys(pages, 1)
    assert ("your vote does not count now" in button, "aria-pressed" in button) == (True, False)


@pytest.mark.engines
def test_voting_twice_counts_once(client_for, ben, idea, rows):
    client = client_for(ben)
    for _ in range(3):
        assert client.send(f"/acme/ideas/{idea.number}/vote").status_code == 303

    assert [rank.vote_count for rank in rows(IdeaRank)] == [2]


def test_whoever_votes_is_a_member_from_then_on(client_for, newcomer, idea, rows):
    client_for(newcomer).send(f"/acme/ideas/{idea.number}/vote")

    assert [row.role for row in rows(Membership, Membership.account_id == newcomer.id)] == ["member"]


def test_a_visitor_is_asked_to_sign_in_and_the_wish_is_kept(visitor, idea, rows, ana):
    answer = visitor.post(f"/acme/ideas/{idea.number}/vote", headers={"Referer": "http://localhost/acme/ideas"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/acme/ideas")
    with visitor.session_transaction() as session:
        assert session["wish"] == {"kind": "vote", "brand": "acme", "number": idea.number}
    assert votes(rows) == {ana.id}


def test_a_visitors_script_is_told_where_to_sign_in(visitor, idea):
    answer = visitor.post(f"/acme/ideas/{idea.number}/vote", headers=SCRIPT)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in?next=/")


def test_a_vote_without_its_token_is_refused(client_for, ben, idea, rows, ana):
    answer = client_for(ben).post(f"/acme/ideas/{idea.number}/vote")

    assert answer.status_code == 400
    assert "open too long" in answer.get_data(as_text=True)
    assert votes(rows) == {ana.id}


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}])
def test_a_vote_from_another_site_is_refused(client_for, ben, idea, rows, ana, headers):
    assert client_for(ben).send(f"/acme/ideas/{idea.number}/vote", headers=headers).status_code == 403
    assert votes(rows) == {ana.id}


def test_a_frozen_stage_says_so(client_for, ben, idea, make, rows, ana):
    make.move(idea, "not-planned")

    page = client_for(ben).send(f"/acme/ideas/{idea.number}/vote")
    fragment = client_for(ben).send(f"/acme/ideas/{idea.number}/vote", headers=SCRIPT)

    assert page.status_code == fragment.status_code == 403
    assert "Voting on this idea has closed." in page.get_data(as_text=True)
    assert "Voting on this idea has closed." in fragment.get_data(as_text=True)
    assert "Voting closed" in client_for(ben).get(f"/acme/ideas/{idea.reference}").get_data(as_text=True)
    assert votes(rows) == {ana.id}


def test_nobody_votes_on_what_they_do_not_see(client_for, visitor, make, cast, ben, outsider, rows):
    inner, gone = make.idea(board=cast.inner_board), make.idea()
    make.withdraw(gone)
    before = len(rows(Vote))

    for idea in (inner, gone):
        for client in (visitor, client_for(ben), client_for(outsider)):
            assert client.send(f"/acme/ideas/{idea.number}/vote").status_code == 404
            assert client.get(f"/acme/ideas/{idea.number}/voters").status_code == 404
    assert client_for(ben).send(f"/rival/ideas/{inner.number}/vote").status_code == 404
    assert len(rows(Vote)) == before


def test_votes_of_a_person_are_limited_wherever_they_come_from(limited_app, make, ben):
    idea, client = make.idea(), signed_in_client(limited_app, ben)

    def vote(number):
        return client.send(f"/acme/ideas/{idea.number}/vote", environ_overrides={"REMOTE_ADDR": f"10.0.0.{number % 3}"})

    answers = [vote(number) for number in range(61)]

    assert [answer.status_code for answer in answers] == [303] * 60 + [429]
    assert "That was a lot of votes in one minute." in answers[-1].get_data(as_text=True)
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_the_voters_page_names_people_and_never_their_addresses(visitor, idea, make, ben):
    make.vote(idea, ben)

    page = visitor.get(f"/acme/ideas/{idea.number}/voters").get_data(as_text=True)

    assert "Ana Lopes" in page
    assert 'href="/acme/people/ben-okafor"' in page
    assert "@example.com" not in page


@pytest.mark.engines
def test_the_voters_page_comes_in_pages_with_a_fragment_for_scripts(visitor, idea, make):
    people = [make.member(f"Voter No {number}") for number in range(VOTERS_PAGE + 5)]
    for person in people:
        make.vote(idea, person)

    first = visitor.get(f"/acme/ideas/{idea.number}/voters").get_data(as_text=True)
    more = first.partition(f'href="/acme/ideas/{idea.number}/voters?after=')[2].partition('"')[0]
    rest = visitor.get(f"/acme/ideas/{idea.number}/voters?after={more}", headers=SCRIPT).get_data(as_text=True)

    assert first.count("Voter No") == VOTERS_PAGE
    assert rest.count("Voter No") == 5
    assert "Ana Lopes" in rest
    assert ("<html" in rest, "more-link" in rest) == (False, False)
    assert rest.count("<li") == 6


def test_a_brand_may_keep_to_itself_who_voted(visitor, client_for, idea, make, cast):
    with make.at_work():
        db.session.get_one(Brand, cast.brand.id).shows_voters = False

    for client in (visitor, client_for(cast.ana), client_for(cast.outsider)):
        page = client.get(f"/acme/ideas/{idea.number}/voters")
        assert page.status_code == 403
        assert "Acme Coffee keeps to itself who voted." in page.get_data(as_text=True)
        assert "/voters" not in client.get(f"/acme/ideas/{idea.reference}").get_data(as_text=True)
    assert "Ana Lopes" in client_for(cast.mod).get(f"/acme/ideas/{idea.number}/voters").get_data(as_text=True)
    assert "Ana Lopes" in client_for(cast.partner).get(f"/acme/ideas/{idea.number}/voters").get_data(as_text=True)
