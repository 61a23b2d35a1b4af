"""Reads of follows."""

from collections.abc import Sequence

from sqlalchemy import select

from ideas.account.models import Account
from ideas.db import db
from ideas.follow.models import Follow
from ideas.idea.models import Idea


def is_following(account: Account | None, idea: Idea) -> bool:
    """Whether this person follows the idea."""
    if account is None:
        return False
    mine = select(Follow.idea_id).where(Follow.idea_id == idea.id, Follow.account_id == account.id)
    return db.session.scalar(mine) is not None


def followers_of(idea_id: int) -> Sequence[Account]:
    """Everybody who wants to hear of this idea and takes mails."""
    return db.session.scalars(
        select(Account)
        .join(Follow, Follow.account_id == Account.id)
        .where(Follow.idea_id == idea_id, Account.mails_on, Account.verified_at.is_not(None))
        .order_by(Account.id)
    ).all()
