"""Who did something: the names in refusals."""

from datetime import datetime

from sqlalchemy import select

from ideas.base.db import db
from ideas.people.account.models import Account
from ideas.spine.activity.models import Activity


def name_of(account_id: int | None) -> str:
    """The account's name, or "Somebody"."""
    name = db.session.scalar(select(Account.display_name).where(Account.id == account_id)) if account_id else None
    return name or "Somebody"


def last_hand(idea_id: int, *, since: datetime) -> str:
    """Who did something with the idea last, after that moment."""
    name = db.session.scalar(
        select(Account.display_name)
        .join(Activity, Activity.account_id == Account.id)
        .where(Activity.idea_id == idea_id, Activity.created_at > since)
        .order_by(Activity.id.desc())
        .limit(1)
    )
    return name or "Somebody"
