"""The page of people, and giving roles on it."""

import re

import pytest

from ideas.base.db import db
from ideas.community.board.actions import add_to_board
from ideas.community.board.models import BoardMember
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity
from tests.factories import _here


def names(page):
    return re.findall(r'settings-list__name" href="/acme/people/[\w-]+"><bdi>([^<]+)', page)


@pytest.fixture
def owner_client(cast, client_for):
    return client_for(cast.owner)


@pytest.fixture
def role_of(rows, cast):
    def read(person):
        return next(
            one.role for one in rows(Membership, Membership.account_id == person.id) if one.brand_id == cast.brand.id
        )

    return read


def test_index_shows_everyone_here_and_nobody_else(owner_client):
    page = owner_client.get("/acme/settings/people").text

    assert names(page) == ["Ben Okafor", "Ana Lopes", "Pia Partner", "Mo Derator", "Olga Owner"]
    assert "example.com" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=pia", ["Pia Partner"]),
        ("?q=ANA@example.com", ["Ana Lopes"]),
        ("?role=owner", ["Olga Owner"]),
        ("?role=member&q=ben", ["Ben Okafor"]),
        ("?role=owner&q=ben", []),
        ("?role=emperor&q=pia", ["Pia Partner"]),
        ("?q=%00pia", ["Pia Partner"]),
        ("?q=Otto", []),
    ],
)
@pytest.mark.engines
def test_index_is_searched_and_filtered(owner_client, query, found):
    assert names(owner_client.get(f"/acme/settings/people{query}").text) == found


@pytest.mark.engines
def test_index_leads_on_to_the_next_page(owner_client, make):
    for number in range(32):
        make.member(f"Member {number}")

    page = owner_client.get("/acme/settings/people?role=member").text
    more = re.search(r'href="(/acme/settings/people\?[^"]*after=[^"]+)"', page)
    rest = owner_client.get(more.group(1).replace("&amp;", "&"), headers={"HX-Request": "true"}).text

    assert (len(names(page)), len(names(rest))) == (30, 4)
    assert set(names(page)).isdisjoint(names(rest))
    assert "<html" not in rest
    assert owner_client.get("/acme/settings/people?after=junk").status_code == 400


def test_index_takes_one_number_of_queries(cast, client_for, make, count_queries):
    owner, counts = client_for(cast.owner), []
    for _ in range(2):
        make.member()
        with count_queries() as queries:
            owner.get("/acme/settings/people")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 5


def test_update_gives_another_role(cast, owner_client, role_of, rows):
    response = owner_client.send("/acme/settings/people/ana-lopes/role", {"role": "moderator"})

    assert (response.status_code, response.headers["Location"]) == (303, "/acme/settings/people")
    assert role_of(cast.ana) is Role.MODERATOR
    assert rows(Activity)[-1].kind == "membership.role_changed"
    assert "Ana Lopes: Moderator." in owner_client.get("/acme/settings/people").text


@pytest.mark.engines
def test_update_refuses_the_last_owner_and_says_why(cast, owner_client, role_of):
    response = owner_client.send("/acme/settings/people/olga-owner/role", {"role": "member"})

    assert response.status_code == 422
    assert "This is the brand&#39;s only owner. Make somebody else an owner first." in response.text
    assert names(response.text) == ["Olga Owner"]
    assert role_of(cast.owner) is Role.OWNER


def test_an_owner_who_steps_down_is_led_out(cast, owner_client, role_of):
    owner_client.send("/acme/settings/people/mo-derator/role", {"role": "owner"})

    response = owner_client.send("/acme/settings/people/olga-owner/role", {"role": "member"})

    assert response.headers["Location"] == "/acme"
    assert role_of(cast.owner) is Role.MEMBER
    assert owner_client.get("/acme/settings").status_code == 404


@pytest.mark.parametrize("form", [{}, {"role": ""}, {"role": "emperor"}, {"role": "owner", "account_id": "1"}])
def test_update_refuses_junk(cast, owner_client, role_of, form):
    assert owner_client.send("/acme/settings/people/ana-lopes/role", form).status_code == 422
    assert role_of(cast.ana) is Role.MEMBER


def test_update_knows_only_people_of_this_brand(cast, owner_client, rows):
    response = owner_client.send("/acme/settings/people/sam-stranger/role", {"role": "owner"})

    assert response.status_code == 404
    assert [one.role for one in rows(Membership, Membership.account_id == cast.stranger.id)] == [Role.MEMBER]


def test_who_is_no_longer_staff_hosts_no_more(cast, owner_client, rows, make):
    with make.at_work():
        place = find_membership(_here(cast.partner))
        add_to_board(_here(cast.inner_board), place, as_host=True, by=cast.owner, at=cast.brand.created_at)
        assert db.session.query(BoardMember).where(BoardMember.is_host).count() == 2

    owner_client.send("/acme/settings/people/pia-partner/role", {"role": "member"})

    places = rows(BoardMember, BoardMember.account_id == cast.partner.id)
    assert [place.is_host for place in places] == [False, False]
