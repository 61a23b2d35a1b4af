"""Who sees to an idea, and who could."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select

from ideas.base.db import db
from ideas.community.board.models import BoardMember
from ideas.community.idea.models import Idea
from ideas.desk.assignment.rules import HOSTS_MAX
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody who can see to a board's ideas."""

    account_id: int
    name: str
    handle: str
    role: Role


def hosts_for(board_id: int, *, at: datetime) -> Sequence[Host]:
    """Everybody who can see to ideas of this board, by name: its hosts, moderators and owners."""
    rows = db.session.execute(
        select(Account.id, Account.display_name, Membership.handle, Membership.role)
        .join(Membership, Membership.account_id == Account.id)
        .outerjoin(BoardMember, and_(BoardMember.account_id == Account.id, BoardMember.board_id == board_id))
        .where(
            or_(
                Membership.role.in_((Role.MODERATOR, Role.OWNER)),
                and_(Membership.role == Role.PARTNER, BoardMember.is_host),
            ),
            or_(Membership.banned_until.is_(None), Membership.banned_until <= at),
        )
        .order_by(Account.display_name, Account.id)
        .limit(HOSTS_MAX)
    )
    return [Host(*row) for row in rows]


def assignees_of(idea_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Who sees to each of these ideas, where somebody does: id and name. One query for a whole page."""
    if not idea_ids:
        return {}
    rows = db.session.execute(
        select(Idea.id, Account.id, Account.display_name)
        .join(Account, Account.id == Idea.assignee_id)
        .where(Idea.id.in_(idea_ids))
    )
    return {idea_id: (account_id, name) for idea_id, account_id, name in rows}
