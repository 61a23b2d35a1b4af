"""The front door and a brand's home: each viewer sees their boards, their counts, and nothing of the others."""

import re

import pytest

from ideas.community.pipeline.actions import answer_idea
from ideas.people.brand.rules import Role
from tests.factories import _here


def home(client):
    response = client.get("/acme")
    assert response.status_code == 200
    return response.text


@pytest.fixture
def ideas(make, cast):
    """One idea on each of acme's boards, and two on the public one."""
    return [
        make.idea("Oat milk in every shop"),
        make.idea("A longer table by the door"),
        make.idea("Members get a tasting", board=cast.members_board),
        make.idea("Inner plans for the roastery", board=cast.inner_board),
        make.idea("Tea with milk, please", board=cast.rival_board, brand=cast.rival, by=cast.stranger),
    ]


@pytest.mark.parametrize(
    ("person", "boards", "titles"),
    [
        ("visitor", ["Ideas"], 2),
        ("outsider", ["Ideas"], 2),
        ("ben", ["Ideas", "Members"], 3),
        ("partner", ["Ideas", "Members"], 3),
        ("ana", ["Ideas", "Members", "Inner"], 4),
        ("mod", ["Ideas", "Members", "Inner"], 4),
    ],
)
def test_the_home_shows_only_what_the_viewer_sees(cast, client_for, ideas, person, boards, titles):
    page = home(client_for(getattr(cast, person, None)))

    doors = re.findall(r'class="door__title"><a href="/acme/boards/[\w-]+"><bdi>([^<]+)', page)
    assert doors == (boards if len(boards) > 1 else [])
    shown = [title in page for title in ("Oat milk", "longer table", "tasting", "Inner plans", "Tea with milk")]
    assert sum(shown) == titles
    assert shown[-1] is False
    if person in ("visitor", "outsider", "ben"):
        assert "Inner" not in page


@pytest.mark.engines
def test_the_home_counts_what_is_public_on_each_board(cast, client_for, make, ideas):
    page = home(client_for(cast.ben))

    assert re.findall(r'door__facts">([^<]+)</p>', page) == ["2 ideas", "1 idea · for members"]


def test_the_home_leaves_out_ideas_that_were_withdrawn(cast, client_for, make):
    from ideas.community.idea.actions import withdraw_idea

    idea = make.idea("Taken back by its author", board=cast.members_board)
    with make.at_work():
        withdraw_idea(_here(idea), by=_here(cast.ana), at=cast.brand.created_at)

    page = home(client_for(cast.ben))

    assert "Taken back" not in page
    assert re.findall(r'door__facts">([^<]+)</p>', page) == ["No ideas yet", "No ideas yet · for members"]


def test_the_home_shows_what_was_answered_last(cast, client_for, make, ideas, visitor, now):
    for idea in (ideas[0], ideas[3]):
        with make.at_work():
            answer_idea(
                _here(idea), brand=_here(cast.brand), body="We will look into it soon.", by=_here(cast.mod), at=now
            )

    assert re.findall(r'answered__title"[^>]*>([^<]+)', home(visitor)) == ["Oat milk in every shop"]
    assert len(re.findall(r"answered__title", home(client_for(cast.mod)))) == 2


def test_the_home_says_what_to_do_where_there_is_nothing(cast, client_for, visitor):
    assert "Share the first idea" in home(visitor)
    assert 'action="/acme/membership"' not in home(visitor)
    assert 'action="/acme/membership"' in home(client_for(cast.newcomer))
    assert 'action="/acme/membership"' not in home(client_for(cast.ana))


def test_the_home_takes_one_number_of_queries(cast, client_for, make, count_queries, visitor):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make.idea(tags=("milk", "cups"))
            make.idea(board=cast.members_board)
        ben = client_for(cast.ben)
        for client in (visitor, ben):
            with count_queries() as queries:
                home(client)
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert counts[0] <= 8
    assert counts[1] <= 10


def test_the_front_door_lists_several_brands(cast, visitor):
    page = visitor.get("/").text

    assert re.findall(r'door__title"><a href="(/[\w-]+)"><bdi>([^<]+)', page) == [
        ("/acme", "Acme Coffee"),
        ("/rival", "Rival Tea"),
    ]


def test_a_brand_that_is_not_there(visitor, cast):
    assert visitor.get("/nobody").status_code == 404
    assert visitor.get("/ACME").status_code == 404


# --- joining ---------------------------------------------------------------------------------------------------------


def test_join_makes_a_member_who_then_sees_the_members_board(cast, client_for, rows):
    from ideas.people.brand.models import Membership

    newcomer = client_for(cast.newcomer)

    response = newcomer.send("/acme/membership")

    assert (response.status_code, response.headers["Location"]) == (303, "/acme")
    place = rows(Membership, Membership.account_id == cast.newcomer.id)
    assert [(one.brand_id, one.role) for one in place] == [(cast.brand.id, Role.MEMBER)]
    assert "Members" in home(newcomer)


def test_join_asks_a_visitor_to_sign_in_and_refuses_unknown_fields(cast, client_for, visitor, rows):
    from ideas.people.brand.models import Membership

    before = len(rows(Membership))

    asked = visitor.send("/acme/membership")
    refused = client_for(cast.newcomer).send("/acme/membership", {"role": "owner"})

    assert asked.headers["Location"].startswith("/sign-in")
    assert refused.status_code == 422
    assert len(rows(Membership)) == before


def test_join_again_changes_nothing(cast, client_for, rows):
    from ideas.people.brand.models import Membership

    client_for(cast.mod).send("/acme/membership")

    assert [one.role for one in rows(Membership, Membership.account_id == cast.mod.id)] == [Role.MODERATOR]
