"""Who may see a board."""

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, true

from ideas.community.board.models import Board, BoardMember
from ideas.community.board.rules import Access
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role


def can_see(board: Board, *, role: Role | None, is_on_board: bool) -> bool:
    """Public boards: everyone. Members' boards: members. Invited boards: its people, moderators and owners."""
    if board.access is Access.PUBLIC or role in (Role.MODERATOR, Role.OWNER):
        return True
    if role is None:
        return False
    return board.access is Access.MEMBERS or is_on_board


def sees_board(board: Board, account_id: Any) -> ColumnElement[bool]:
    """The same as `can_see`, as a condition of a query in the board's brand: whether the person of this id sees the board."""
    if board.access is Access.PUBLIC:
        return true()
    if board.access is Access.MEMBERS:
        return exists().where(Membership.account_id == account_id)
    runs_it = exists().where(Membership.account_id == account_id, Membership.role.in_((Role.MODERATOR, Role.OWNER)))
    invited = exists().where(
        BoardMember.account_id == account_id,
        BoardMember.board_id == board.id,
    )
    return or_(runs_it, invited)
