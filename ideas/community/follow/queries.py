"""Reads of follows. Who follows a merged idea follows the canonical one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.policy import sees_board
from ideas.community.follow.models import Follow
from ideas.community.idea.family import canonical_of, family_of
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership


def is_following(account: Account | None, idea: Idea) -> bool:
    """Whether this person follows the idea, or one that it is merged with."""
    if account is None:
        return False
    mine = select(Follow.idea_id).where(
        Follow.account_id == account.id, Follow.idea_id.in_(family_of(canonical_of(idea)))
    )
    return db.session.scalar(mine.limit(1)) is not None


def followers_of(
    idea: Idea, board: Board, *, at: datetime, after: int = 0, limit: int | None = None, alone: bool = False
) -> Sequence[Account]:
    """Everybody who wants to hear of an idea or of those merged with it, takes mails, sees the board and is not banned.

    Each once, in the order of their ids, from after one of these on. `alone` leaves the ideas that it is merged with out.
    """
    follow = select(Follow.account_id).where(
        Follow.idea_id == idea.id if alone else Follow.idea_id.in_(family_of(canonical_of(idea)))
    )
    banned = exists().where(Membership.account_id == Account.id, Membership.banned_until > at)
    return db.session.scalars(
        select(Account)
        .where(
            Account.id.in_(follow),
            Account.id > after,
            Account.mails_on,
            Account.verified_at.is_not(None),
            sees_board(board, Account.id),
            ~banned,
        )
        .order_by(Account.id)
        .limit(limit)
    ).all()
