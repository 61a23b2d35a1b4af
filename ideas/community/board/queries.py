"""Reads of boards: which ones a person sees, and who is on them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, select

from ideas.base.db import db
from ideas.community.board.models import AnswerPause, Board, BoardMember
from ideas.community.board.policy import can_see
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import Role
from ideas.people.brand.viewer import Viewer

HOSTS_SHOWN = 30


def see_boards(brand: Brand, *, account: Account | None, membership: Membership | None) -> Viewer:
    """The viewer of this brand: one query reads all its boards, their last pauses, and the person's place on each."""
    role = membership.role if membership else None
    last_pause = select(func.max(AnswerPause.ends_at)).where(AnswerPause.board_id == Board.id).scalar_subquery()
    boards = select(Board, last_pause).order_by(Board.position, Board.id)
    if account is None or membership is None:
        rows: list[tuple[Board, datetime | None, BoardMember | None]]
        rows = [(board, ends_at, None) for board, ends_at in db.session.execute(boards)]
    else:
        mine = and_(BoardMember.board_id == Board.id, BoardMember.account_id == account.id)
        placed = db.session.execute(boards.add_columns(BoardMember).outerjoin(BoardMember, mine))
        rows = list(placed)
    seen = [row for row in rows if can_see(row[0], role=role, is_on_board=row[2] is not None)]
    return Viewer(
        account=account,
        brand_id=brand.id,
        role=role,
        handle=membership.handle if membership else None,
        boards=tuple(board for board, _, _ in seen),
        hosted=frozenset(place.board_id for _, _, place in seen if place is not None and place.is_host),
        paused_until={board.id: ends_at for board, ends_at, _ in seen if ends_at is not None},
        banned_until=membership.banned_until if membership else None,
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


def hosts_of(board: Board) -> Sequence[tuple[Account, Membership]]:
    """The staff who host the board, by name: whom visitors may expect an answer from."""
    rows = db.session.execute(
        select(Account, Membership)
        .join(BoardMember, BoardMember.account_id == Account.id)
        .join(Membership, and_(Membership.account_id == Account.id, Membership.brand_id == BoardMember.brand_id))
        .where(BoardMember.board_id == board.id, BoardMember.is_host, Membership.role != Role.MEMBER)
        .order_by(Account.display_name, Account.id)
        .limit(HOSTS_SHOWN)
    )
    return list(rows)


def people_counts() -> dict[int, tuple[int, int]]:
    """Hosts and guests of each board of the brand in scope, by the board's id."""
    hosts = func.count(BoardMember.id).filter(BoardMember.is_host)
    guests = func.count(BoardMember.id).filter(BoardMember.is_host.is_(False))
    rows = db.session.execute(select(BoardMember.board_id, hosts, guests).group_by(BoardMember.board_id))
    return {board_id: (host_count, guest_count) for board_id, host_count, guest_count in rows}
