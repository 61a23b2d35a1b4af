"""Making boards and putting people on them."""

from datetime import datetime

from sqlalchemy import delete, func, select

from ideas.account.models import Account
from ideas.activity.actions import record
from ideas.board.models import Board, BoardMember
from ideas.board.rules import DESCRIPTION_MAX, NAME_MAX, Access
from ideas.brand.models import Brand, Membership
from ideas.db import db
from ideas.kit.refusal import Refusal
from ideas.kit.slug import ascii_slug
from ideas.kit.text import one_line


class BoardExists(Refusal):
    """Two boards of a brand can't have one address."""


def create_board(
    brand: Brand, *, name: str, by: Account, at: datetime, description: str = "", access: Access = Access.PUBLIC,
    slug: str | None = None,
) -> Board:  # fmt: skip
    """Add a board at the end of the brand's list. Raises BoardExists."""
    slug = slug or ascii_slug(name, most=40, fallback="board")
    if db.session.scalar(select(Board.id).where(Board.slug == slug)) is not None:
        raise BoardExists("There is a board with this address. Choose another name.", field="name")
    last = db.session.scalar(select(func.max(Board.position))) or 0
    board = Board(
        brand_id=brand.id, slug=slug, name=one_line(name)[:NAME_MAX], description=one_line(description)[:DESCRIPTION_MAX],
        access=access, position=last + 1, created_at=at,
    )  # fmt: skip
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
    record("board.updated", brand_id=board.brand_id, by=by.id, at=at, board_id=board.id,
           detail={"from": before.value, "to": access.value})  # fmt: skip


def add_to_board(board: Board, membership: Membership, *, as_host: bool, by: Account, at: datetime) -> BoardMember:
    """Put a member on a board, as a guest or as a host; again to change which."""
    place = db.session.scalar(
        select(BoardMember).where(BoardMember.board_id == board.id, BoardMember.account_id == membership.account_id)
    )
    if place is None:
        place = BoardMember(
            brand_id=board.brand_id, board_id=board.id, account_id=membership.account_id, is_host=as_host, added_at=at
        )
        db.session.add(place)
    place.is_host = as_host
    db.session.flush()
    record("board.member_added", brand_id=board.brand_id, by=by.id, at=at, board_id=board.id,
           detail={"account_id": membership.account_id, "is_host": as_host})  # fmt: skip
    return place


def take_off_board(board: Board, account_id: int, *, by: Account, at: datetime) -> None:
    """Take a person off a board."""
    db.session.execute(
        delete(BoardMember).where(BoardMember.board_id == board.id, BoardMember.account_id == account_id)
    )
    record("board.member_removed", brand_id=board.brand_id, by=by.id, at=at, board_id=board.id,
           detail={"account_id": account_id})  # fmt: skip
