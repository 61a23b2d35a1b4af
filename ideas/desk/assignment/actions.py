"""Taking an idea, giving it to somebody, giving it back."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.community.board.models import BoardMember
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.actions import record


class NotAHost(Refusal):
    """Only somebody who answers on the board can see to its ideas."""


class OwnedMeanwhile(Conflict):
    """Somebody took the idea, gave it or gave it back meanwhile."""


def assign_idea(idea: Idea, to: int | None, *, seen: int | None, by: Account, at: datetime) -> bool:
    """Let an account see to the idea, or nobody. Returns whether that is new. Raises NotAHost, OwnedMeanwhile.

    `seen` is whose it was on the page of the person who acts: of two who take it at once, the second is told.
    """
    idea = lock_idea(idea.id)
    if idea.assignee_id == to:
        return False
    if idea.assignee_id != seen:
        raise OwnedMeanwhile("Somebody else changed a moment ago who sees to this idea. Nothing of yours was changed.")
    if to is not None and not _lock_as_host(to, idea.board_id, at=at):
        raise NotAHost("This person does not host the idea's board, so it can't be theirs.", field="to")
    _put(idea, to, by=by.id, at=at)
    return True


def give_back(account_id: int, *, by: int | None, at: datetime) -> int:
    """Put back into the queue what this account sees to on boards that it does not host. Returns how many ideas."""
    role = _role_of(account_id, at=at)
    if role is not None and role.rank >= Role.MODERATOR.rank:
        return 0
    lost = select(Idea.id).where(Idea.assignee_id == account_id).order_by(Idea.id)
    if role is Role.PARTNER:
        lost = lost.where(Idea.board_id.not_in(select(BoardMember.board_id).where(_is_host(account_id))))
    count = 0
    for idea_id in db.session.scalars(lost).all():
        idea = lock_idea(idea_id)
        if idea.assignee_id == account_id:
            _put(idea, None, by=by, at=at)
            count += 1
    return count


def _put(idea: Idea, to: int | None, *, by: int | None, at: datetime) -> None:
    before, idea.assignee_id = idea.assignee_id, to
    db.session.flush()
    record(
        "idea.assigned",
        brand_id=idea.brand_id,
        by=by,
        at=at,
        board_id=idea.board_id,
        idea_id=idea.id,
        detail={"from": before, "to": to},
        before={"assignee_id": before},
        after={"assignee_id": to},
    )


def _lock_as_host(account_id: int, board_id: int, *, at: datetime) -> bool:
    """Whether the account hosts the board, and goes on doing so until the transaction ends."""
    role = _role_of(account_id, at=at, lock=True)
    if role is None or role is Role.MEMBER:
        return False
    if role is not Role.PARTNER:
        return True
    place = select(BoardMember.id).where(BoardMember.board_id == board_id, _is_host(account_id))
    return db.session.scalar(place.with_for_update(read=True)) is not None


def _role_of(account_id: int, *, at: datetime, lock: bool = False) -> Role | None:
    """The account's role here, None for one who is banned or takes no part."""
    membership = select(Membership.role, Membership.banned_until).where(Membership.account_id == account_id)
    row = db.session.execute(membership.with_for_update(read=True) if lock else membership).first()
    if row is None or (row.banned_until is not None and row.banned_until > at):
        return None
    role: Role = row.role
    return role


def _is_host(account_id: int) -> ColumnElement[bool]:
    return and_(BoardMember.account_id == account_id, BoardMember.is_host)
