"""Following an idea and letting go of it."""

from datetime import datetime

from sqlalchemy import delete, update

from ideas.account.models import Account
from ideas.db import db, insert_ignoring
from ideas.follow.models import Follow
from ideas.idea.models import Idea


def follow(idea: Idea, *, by: Account, at: datetime) -> bool:
    """Hear of the idea's answers and moves. Returns whether that is new."""
    return insert_ignoring(Follow, brand_id=idea.brand_id, idea_id=idea.id, account_id=by.id, created_at=at)


def unfollow(idea: Idea, *, by: Account) -> None:
    """Hear no more of it."""
    db.session.execute(delete(Follow).where(Follow.idea_id == idea.id, Follow.account_id == by.id))


def stop_mails(account_id: int, idea_id: int, *, everything: bool) -> None:
    """What the link in a mail does: follow this idea no more, or take no more mails about any."""
    db.session.execute(delete(Follow).where(Follow.idea_id == idea_id, Follow.account_id == account_id))
    if everything:
        db.session.execute(update(Account).where(Account.id == account_id).values(mails_on=False))
