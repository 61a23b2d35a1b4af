"""Making boards, ordering them, and who sits on them."""

import pytest

from ideas.base.db import brand_scope
from ideas.community.board.actions import (
    BoardExists,
    HostsAreStaff,
    add_to_board,
    create_board,
    end_hosting,
    move_board,
    seat_invited,
    take_off_board,
    update_board,
)
from ideas.community.board.models import BoardMember
from ideas.community.board.queries import people_counts, people_on, viewer_for
from ideas.community.board.rules import Access
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.models import Activity


def told(rows):
    return rows(Activity)[-1]


def order(house):
    return [board.slug for board in viewer_for(house.brand, house.owner).boards]


def test_create_board_goes_to_the_end_with_an_address_of_its_name(house, now, owner, rows):
    board = create_board(house.brand, name="Café & Kuchen", by=owner, at=now, description=" Two\nlines ")

    assert (board.slug, board.access, board.description) == ("cafe-kuchen", Access.PUBLIC, "Two lines")
    assert order(house) == ["ideas", "members", "inner", "cafe-kuchen"]
    assert (told(rows).kind, told(rows).board_id) == ("board.created", board.id)


def test_create_board_refuses_an_address_that_is_taken(house, now, owner):
    with pytest.raises(BoardExists):
        create_board(house.brand, name="IDEAS!", by=owner, at=now)


def test_two_brands_may_have_boards_of_one_name(house, now):
    with brand_scope(house.rival.id):
        assert create_board(house.rival, name="Members", by=house.outsider, at=now).slug == "members"


def test_update_board_keeps_its_address(house, now, owner, board, rows):
    update_board(board, name="Shops", description="Where you sit.", access=Access.INVITED, by=owner, at=now)

    assert (board.slug, board.name, board.access) == ("ideas", "Shops", Access.INVITED)
    assert (told(rows).kind, told(rows).detail) == ("board.updated", {"from": "public", "to": "invited"})


@pytest.mark.parametrize(
    ("slug", "up", "after"),
    [
        ("members", True, ["members", "ideas", "inner"]),
        ("members", False, ["ideas", "inner", "members"]),
        ("ideas", True, ["ideas", "members", "inner"]),
        ("inner", False, ["ideas", "members", "inner"]),
    ],
)
def test_move_board_one_step(house, now, owner, rows, slug, up, after):
    before = order(house)
    board = next(one for one in viewer_for(house.brand, owner).boards if one.slug == slug)

    move_board(board, up=up, by=owner, at=now)

    assert order(house) == after
    assert (told(rows).kind == "board.reordered") is (before != after)


def test_hosts_are_staff(house, now, owner, board, ana, partner):
    with pytest.raises(HostsAreStaff):
        add_to_board(board, find_membership(ana), as_host=True, by=owner, at=now)

    assert [person for _, person, _ in people_on(board)] == [partner]


def test_add_to_board_again_changes_what_one_is_there(house, now, owner, board, partner, rows):
    add_to_board(board, find_membership(partner), as_host=False, by=owner, at=now)

    assert [(person, place.is_host) for place, person, _ in people_on(board)] == [(partner, False)]
    assert told(rows).kind == "board.member_added"


def test_take_off_board(house, now, owner, inner_board, ana, ben, rows):
    take_off_board(inner_board, ana.id, by=owner, at=now)

    assert people_on(inner_board) == []
    assert "inner" not in [board.slug for board in viewer_for(house.brand, ana).boards]
    assert (told(rows).kind, told(rows).detail) == ("board.member_removed", {"account_id": ana.id})
    before = len(rows(Activity))
    take_off_board(inner_board, ben.id, by=owner, at=now)
    assert len(rows(Activity)) == before


@pytest.mark.parametrize(
    ("person", "board", "invited_as", "is_host"),
    [
        ("ben", "inner_board", Role.MEMBER, False),
        ("partner", "inner_board", Role.PARTNER, True),
        ("partner", "inner_board", Role.MEMBER, False),
        ("partner", "board", Role.MEMBER, True),
        ("ana", "inner_board", Role.MEMBER, False),
    ],
)
def test_seat_invited(house, now, rows, person, board, invited_as, is_host):
    account, place = getattr(house, person), getattr(house, board)

    seat_invited(place.id, find_membership(account), invited_as=invited_as, by=account, at=now)

    seats = rows(BoardMember, BoardMember.account_id == account.id, BoardMember.board_id == place.id)
    assert [seat.is_host for seat in seats] == [is_host]


def test_end_hosting_is_about_one_person(house, now, owner, board, inner_board, partner, mod):
    add_to_board(inner_board, find_membership(mod), as_host=True, by=owner, at=now)

    end_hosting(find_membership(partner))

    assert people_counts() == {board.id: (0, 1), inner_board.id: (1, 1)}
