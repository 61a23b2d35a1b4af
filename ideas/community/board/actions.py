"""Making boards, putting them in order, and putting people on them."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from ideas.base.db import db
from ideas.base.order import move_in_list
from ideas.base.refusal import Refusal
from ideas.base.slug import ascii_slug, slugify
from ideas.base.text import one_line
from ideas.community.board.models import Board, BoardMember
from ideas.community.board.rules import DESCRIPTION_MAX, NAME_MAX, Access
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.actions import record


class BoardExists(Refusal):
    """Two boards of a brand can't have one address."""


class HostsAreStaff(Refusal):
    """Hosts answer for the brand, so they are partners at least."""


def create_board(
    brand: Brand,
    *,
    name: str,
    by: Account,
    at: datetime,
    description: str = "",
    access: Access = Access.PUBLIC,
    slug: str | None = None,
) -> Board:
    """Add a board at the end of the brand's list. Raises BoardExists."""
    lock_brand(brand.id)
    slug = slug or ascii_slug(name, most=40, fallback="") or slugify(name, most=40, fallback="board")
    if db.session.scalar(select(Board.id).where(Board.slug == slug)) is not None:
        raise BoardExists("There is a board with this address. Choose another name.", field="name")
    last = db.session.scalar(select(func.max(Board.position))) or 0
    board = Board(
        brand_id=brand.id,
        slug=slug,
        name=one_line(name)[:NAME_MAX],
        description=one_line(description)[:DESCRIPTION_MAX],
        access=access,
        position=last + 1,
        created_at=at,
    )
    db.session.add(board)
    db.session.flush()
    record("board.created", brand_id=brand.id, by=by.id, at=at, board_id=board.id)
    return board


def update_board(board: Board, *, name: str, description: str, access: Access, by: Account, at: datetime) -> None:
    """Change what a board is called and who sees it; its address stays."""
    before = board.access
    board.name, board.description = one_line(name)[:NAME_MAX], one_line(description)[:DESCRIPTION_MAX]
    board.access = access
    db.session.flush()
    record(
        "board.updated",
        brand_id=board.brand_id,
        by=by.id,
        at=at,
        board_id=board.id,
        detail={"from": before.value, "to": access.value},
    )


def move_board(board: Board, *, up: bool, by: Account, at: datetime) -> None:
    """Let the board change places with the one before (or after) it; at the end of the list nothing happens."""
    lock_brand(board.brand_id)
    if move_in_list(board, up=up):
        record("board.reordered", brand_id=board.brand_id, by=by.id, at=at, board_id=board.id)


def add_to_board(board: Board, membership: Membership, *, as_host: bool, by: Account, at: datetime) -> BoardMember:
    """Put a member on a board, as a guest or as a host; again to change which. Raises HostsAreStaff."""
    lock_brand(board.brand_id)
    db.session.refresh(membership)
    if as_host and not membership.role.is_staff:
        raise HostsAreStaff("A host is a partner at least. Change this person's role first.", field="person")
    place = _place_of(board.id, membership.account_id)
    if place is None:
        place = BoardMember(
            brand_id=board.brand_id, board_id=board.id, account_id=membership.account_id, is_host=as_host, added_at=at
        )
        db.session.add(place)
    place.is_host = as_host
    db.session.flush()
    record(
        "board.member_added",
        brand_id=board.brand_id,
        by=by.id,
        at=at,
        board_id=board.id,
        detail={"account_id": membership.account_id, "is_host": as_host},
    )
    return place


def seat_invited(board_id: int, membership: Membership, *, invited_as: Role, by: Account, at: datetime) -> None:
    """Open the board that an accepted invitation named: to staff as hosts. Whoever hosts it already goes on doing so."""
    place = _place_of(board_id, membership.account_id)
    if place is not None and (place.is_host or not invited_as.is_staff):
        return
    board = db.session.get_one(Board, board_id)
    add_to_board(board, membership, as_host=invited_as.is_staff, by=by, at=at)


def end_hosting(membership: Membership) -> None:
    """Somebody is no longer staff: where they hosted they stay as a guest."""
    db.session.execute(
        update(BoardMember)
        .where(BoardMember.account_id == membership.account_id, BoardMember.is_host)
        .values(is_host=False)
    )


def take_off_board(board: Board, account_id: int, *, by: Account, at: datetime) -> None:
    """Take a person off a board."""
    lock_brand(board.brand_id)
    gone = db.session.execute(
        delete(BoardMember)
        .where(BoardMember.board_id == board.id, BoardMember.account_id == account_id)
        .returning(BoardMember.id)
    ).first()
    if gone is None:
        return
    record(
        "board.member_removed",
        brand_id=board.brand_id,
        by=by.id,
        at=at,
        board_id=board.id,
        detail={"account_id": account_id},
    )


def _place_of(board_id: int, account_id: int) -> BoardMember | None:
    return db.session.scalar(
        select(BoardMember).where(BoardMember.board_id == board_id, BoardMember.account_id == account_id)
    )
