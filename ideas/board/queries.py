"""Reads of boards: which ones a person sees, and who is on them."""

from collections.abc import Sequence

from sqlalchemy import and_, func, select

from ideas.account.models import Account
from ideas.board.models import Board, BoardMember
from ideas.board.policy import can_see
from ideas.board.viewer import Viewer
from ideas.brand.models import Brand, Membership
from ideas.db import db


def see_boards(brand: Brand, *, account: Account | None, membership: Membership | None) -> Viewer:
    """The viewer of this brand: one query reads all its boards and the person's place on each."""
    role = membership.role if membership else None
    boards = select(Board).order_by(Board.position, Board.id)
    if account is None or membership is None:
        rows: list[tuple[Board, BoardMember | None]] = [(board, None) for board in db.session.scalars(boards)]
    else:
        mine = and_(BoardMember.board_id == Board.id, BoardMember.account_id == account.id)
        placed = db.session.execute(boards.add_columns(BoardMember).outerjoin(BoardMember, mine))
        rows = list(placed)
    seen = [(board, place) for board, place in rows if can_see(board, role=role, is_on_board=place is not None)]
    return Viewer(
        account=account,
        brand_id=brand.id,
        role=role,
        handle=membership.handle if membership else None,
        boards=tuple(board for board, _ in seen),
        hosted=frozenset(place.board_id for _, place in seen if place is not None and place.is_host),
    )


def viewer_for(brand: Brand, account: Account | None) -> Viewer:
    """The viewer outside a request: for jobs, commands and tests."""
    membership = None
    if account is not None:
        membership = db.session.scalar(select(Membership).where(Membership.account_id == account.id))
    return see_boards(brand, account=account, membership=membership)


def find_board(viewer: Viewer, slug: str) -> Board | None:
    """The board of this slug, if this viewer may see it."""
    return next((board for board in viewer.boards if board.slug == slug), None)


def people_on(board: Board) -> Sequence[tuple[BoardMember, Account, Membership]]:
    """Hosts first, then guests, by name."""
    rows = db.session.execute(
        select(BoardMember, Account, Membership)
        .join(Account, Account.id == BoardMember.account_id)
        .join(Membership, and_(Membership.account_id == Account.id, Membership.brand_id == BoardMember.brand_id))
        .where(BoardMember.board_id == board.id)
        .order_by(BoardMember.is_host.desc(), Account.display_name, Account.id)
    )
    return list(rows)


def people_counts() -> dict[int, tuple[int, int]]:
    """Hosts and guests of each board of the brand in scope, by the board's id."""
    hosts = func.count(BoardMember.id).filter(BoardMember.is_host)
    guests = func.count(BoardMember.id).filter(BoardMember.is_host.is_(False))
    rows = db.session.execute(select(BoardMember.board_id, hosts, guests).group_by(BoardMember.board_id))
    return {board_id: (host_count, guest_count) for board_id, host_count, guest_count in rows}
