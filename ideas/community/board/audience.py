"""Who of many people sees a board: the batch twin of `policy.can_see`."""

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, true

from ideas.community.board.models import Board, BoardMember
from ideas.community.board.rules import Access
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role


def sees_board(board: Board, account_id: Any) -> ColumnElement[bool]:
    """Whether the person with the id of this column sees the board, as a condition of a query in the board's brand."""
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
