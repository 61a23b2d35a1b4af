"""Who may see a board."""

from ideas.community.board.models import Board
from ideas.community.board.rules import Access
from ideas.people.brand.rules import Role


def can_see(board: Board, *, role: Role | None, is_on_board: bool) -> bool:
    """Public boards: everyone. Members' boards: members. Invited boards: its people, moderators and owners."""
    if board.access is Access.PUBLIC or role in (Role.MODERATOR, Role.OWNER):
        return True
    if role is None:
        return False
    return board.access is Access.MEMBERS or is_on_board
