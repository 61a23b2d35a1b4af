"""Owners' pages about boards and the people on them."""

import re

import pytest

from ideas.community.board.models import Board, BoardMember
from ideas.community.board.rules import Access

ADDRESS = "/acme/settings/boards"
FORM = {"name": "Roastery", "description": "Beans and machines.", "access": "members"}


@pytest.fixture
def owner_client(cast, client_for):
    return client_for(cast.owner)


def names(page):
    return re.findall(r'settings-list__name" href="/acme/settings/boards/[\w-]+/edit"><bdi>([^<]+)', page)


@pytest.mark.engines
def test_index_shows_the_boards_in_order_with_their_people(owner_client):
    page = owner_client.get(ADDRESS).text

    assert names(page) == ["Ideas", "Members", "Inner"]
    hints = [" ".join(hint.split()) for hint in re.findall(r'settings-list__hint">(.*?)</span>', page, re.S)]
    assert hints == ["Everyone · 1 host", "Members · no host yet", "Invited people · no host yet · 1 guest"]


def test_index_takes_one_number_of_queries(owner_client, count_queries):
    counts = []
    for name in ("One", "Two"):
        owner_client.send(ADDRESS, {**FORM, "name": name})
        owner_client.get(ADDRESS)  # takes the flash
        with count_queries() as queries:
            owner_client.get(ADDRESS)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 4


def test_create_makes_a_board_and_leads_to_its_people(owner_client, rows):
    response = owner_client.send(ADDRESS, FORM)

    assert (response.status_code, response.headers["Location"]) == (303, f"{ADDRESS}/roastery/edit")
    made = rows(Board, Board.slug == "roastery")[0]
    assert (made.name, made.description, made.access) == ("Roastery", "Beans and machines.", Access.MEMBERS)


def test_a_board_named_new_can_be_edited(owner_client):
    owner_client.send(ADDRESS, {**FORM, "name": "New"})

    assert 'value="New"' in owner_client.get(f"{ADDRESS}/new/edit").text
    assert 'value="New"' not in owner_client.get(f"{ADDRESS}/new").text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({**FORM, "name": ""}, "Please fill this in."),
        ({**FORM, "name": "x" * 61}, "Use at most 60 characters; this has 61."),
        ({**FORM, "name": "Ideas"}, "There is a board with this address."),
        ({**FORM, "description": "x" * 301}, "Use at most 300 characters; this has 301."),
        ({**FORM, "access": "nobody"}, "Not a valid choice"),
        ({**FORM, "slug": "mine"}, "This form does not have a field named"),
    ],
)
def test_create_refuses_and_keeps_what_was_typed(owner_client, rows, form, sentence):
    response = owner_client.send(ADDRESS, form)

    assert response.status_code == 422
    assert sentence in response.text
    assert len(rows(Board)) == 4
    if "slug" not in form:
        kept = form["description"] if form["description"] == FORM["description"] else "Roastery"
        assert kept in response.text


def test_update_changes_a_board_and_keeps_its_address(owner_client, reload, cast):
    response = owner_client.send(f"{ADDRESS}/ideas/edit", FORM)

    assert response.headers["Location"] == f"{ADDRESS}/ideas/edit"
    board = reload(cast.board)
    assert (board.slug, board.name, board.access) == ("ideas", "Roastery", Access.MEMBERS)


def test_a_board_that_is_closed_is_gone_for_others_at_once(owner_client, cast, client_for, visitor):
    assert visitor.get("/acme/boards/ideas").status_code == 200

    owner_client.send(f"{ADDRESS}/ideas/edit", {**FORM, "access": "invited"})

    assert visitor.get("/acme/boards/ideas").status_code == 404
    assert client_for(cast.ben).get("/acme/boards/ideas").status_code == 404
    assert client_for(cast.partner).get("/acme/boards/ideas").status_code == 200


def test_update_refuses_junk(owner_client, reload, cast):
    response = owner_client.send(f"{ADDRESS}/ideas/edit", {**FORM, "name": " ", "access": ""})

    assert response.status_code == 422
    assert "Beans and machines." in response.text
    assert reload(cast.board).name == "Ideas"


def test_position_moves_a_board_one_step(owner_client):
    response = owner_client.send(f"{ADDRESS}/inner/position", {"step": "up"})

    assert response.headers["Location"] == ADDRESS
    assert names(owner_client.get(ADDRESS).text) == ["Ideas", "Inner", "Members"]


@pytest.mark.parametrize("form", [{}, {"step": "sideways"}, {"step": "up", "by": "3"}])
def test_position_refuses_junk(owner_client, form):
    assert owner_client.send(f"{ADDRESS}/inner/position", form).status_code == 422
    assert names(owner_client.get(ADDRESS).text) == ["Ideas", "Members", "Inner"]


@pytest.mark.parametrize("board", ["no-board", "%00", "x" * 300])
def test_a_board_that_is_not_there(owner_client, board):
    assert owner_client.get(f"{ADDRESS}/{board}/edit").status_code == 404
    for verb, form in (
        ("edit", FORM),
        ("position", {"step": "up"}),
        ("people", {"person": "ana-lopes", "place": "guest"}),
        ("people/ana-lopes/delete", {}),
    ):
        assert owner_client.send(f"{ADDRESS}/{board}/{verb}", form).status_code == 404


def test_another_brand_s_board_is_not_there(owner_client, client_for, cast, make, rows):
    """Both brands have a board «ideas»; only the rival has «secrets»."""
    rival = client_for(cast.outsider)
    rival.send("/rival/settings/boards", {**FORM, "name": "Secrets"})

    assert owner_client.get(f"{ADDRESS}/secrets/edit").status_code == 404
    assert owner_client.send(f"{ADDRESS}/secrets/edit", FORM).status_code == 404
    assert owner_client.get("/rival/settings/boards").status_code == 404
    owner_client.send(f"{ADDRESS}/ideas/edit", FORM)
    assert sorted(board.name for board in rows(Board, Board.slug == "ideas")) == ["Ideas", "Roastery"]


# --- people on a board -----------------------------------------------------------------------------------------------


def on_board(page):
    return re.findall(r'<bdi>([^<]+)</bdi></a>\s*<span class="settings-list__hint">(\w+)', page)


@pytest.mark.parametrize("person", ["ben-okafor", "@ben-okafor", "BEN@example.com", "  ben-okafor "])
def test_add_a_guest_by_handle_or_address(owner_client, cast, client_for, person):
    response = owner_client.send(f"{ADDRESS}/inner/people", {"person": person, "place": "guest"})

    assert response.headers["Location"] == f"{ADDRESS}/inner/edit"
    assert on_board(owner_client.get(f"{ADDRESS}/inner/edit").text) == [("Ana Lopes", "Guest"), ("Ben Okafor", "Guest")]
    assert client_for(cast.ben).get("/acme/boards/inner").status_code == 200


def test_add_a_host_and_make_them_a_guest_again(owner_client):
    owner_client.send(f"{ADDRESS}/inner/people", {"person": "pia-partner", "place": "host"})
    assert on_board(owner_client.get(f"{ADDRESS}/inner/edit").text)[0] == ("Pia Partner", "Host")

    owner_client.send(f"{ADDRESS}/inner/people", {"person": "pia-partner", "place": "guest"})
    assert ("Pia Partner", "Guest") in on_board(owner_client.get(f"{ADDRESS}/inner/edit").text)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"person": "ben-okafor", "place": "host"}, "A host is a partner at least."),
        ({"person": "nobody-here", "place": "guest"}, "Nobody here has this name or address."),
        ({"person": "sam-stranger", "place": "guest"}, "Nobody here has this name or address."),
        ({"person": "stranger@example.com", "place": "guest"}, "Nobody here has this name or address."),
        ({"person": "", "place": "guest"}, "Please fill this in."),
        ({"person": "ben-okafor", "place": "king"}, "Not a valid choice"),
        ({"person": "a\0b@example.com", "place": "guest"}, "Nobody here has this name or address."),
        ({"person": "ben-okafor", "place": "guest", "role": "owner"}, "This form does not have a field named"),
    ],
)
def test_add_refuses(owner_client, rows, form, sentence):
    response = owner_client.send(f"{ADDRESS}/inner/people", form)

    assert response.status_code == 422
    assert sentence in response.text
    assert len(rows(BoardMember)) == 2
    if form["person"].isascii() and form["person"].isprintable() and form["person"] and "role" not in form:
        assert f'value="{form["person"]}"' in response.text


def test_take_somebody_off(owner_client, cast, client_for, rows):
    response = owner_client.send(f"{ADDRESS}/inner/people/ana-lopes/delete")

    assert response.headers["Location"] == f"{ADDRESS}/inner/edit"
    assert [row.account_id for row in rows(BoardMember)] == [cast.partner.id]
    assert client_for(cast.ana).get("/acme/boards/inner").status_code == 404


def test_take_off_somebody_of_another_brand(owner_client):
    assert owner_client.send(f"{ADDRESS}/inner/people/sam-stranger/delete").status_code == 404


def test_a_board_s_page_takes_one_number_of_queries(owner_client, make, count_queries):
    counts = []
    for _ in range(2):
        member = make.member()
        owner_client.send(f"{ADDRESS}/inner/people", {"person": member.email, "place": "guest"})
        owner_client.get(f"{ADDRESS}/inner/edit")  # takes the flash
        with count_queries() as queries:
            owner_client.get(f"{ADDRESS}/inner/edit")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 4
