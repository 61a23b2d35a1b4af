"""What each person sees and hosts in each brand."""

import pytest

from ideas.base.db import brand_scope
from ideas.community.board.policy import can_see
from ideas.community.board.queries import viewer_for
from ideas.community.board.rules import Access
from ideas.people.brand.rules import Role
from ideas.people.brand.viewer import Viewer


@pytest.mark.parametrize(
    ("person", "slugs", "hosted"),
    [
        (None, ["ideas"], []),
        ("newcomer", ["ideas"], []),
        ("outsider", ["ideas"], []),
        ("ben", ["ideas", "members"], []),
        ("ana", ["ideas", "members", "inner"], []),
        ("partner", ["ideas", "members"], ["ideas"]),
        ("mod", ["ideas", "members", "inner"], ["ideas", "members", "inner"]),
        ("owner", ["ideas", "members", "inner"], ["ideas", "members", "inner"]),
    ],
)
def test_viewer_sees_and_hosts(house, person, slugs, hosted):
    viewer = viewer_for(house.brand, getattr(house, person) if person else None)

    assert [board.slug for board in viewer.boards] == slugs
    assert [board.slug for board in viewer.boards if viewer.hosts(board.id)] == hosted


def test_one_brand_s_owner_is_a_stranger_in_another(house):
    with brand_scope(house.rival.id):
        viewer = viewer_for(house.rival, house.owner)

    assert (viewer.role, viewer.is_staff, [board.brand_id for board in viewer.boards]) == (
        None,
        False,
        [house.rival.id],
    )


@pytest.mark.parametrize("access", list(Access))
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("is_on_board", [False, True])
def test_can_see(house, board, access, role, is_on_board):
    board.access = access
    runs_it = role in (Role.MODERATOR, Role.OWNER)

    expected = {
        Access.PUBLIC: True,
        Access.MEMBERS: role is not None,
        Access.INVITED: runs_it or (role is not None and is_on_board),
    }[access]
    assert can_see(board, role=role, is_on_board=is_on_board) is expected


def test_nobody_sees_nothing():
    assert (Viewer.nobody().boards, Viewer.nobody().is_signed_in, Viewer.nobody().is_staff) == ((), False, False)
