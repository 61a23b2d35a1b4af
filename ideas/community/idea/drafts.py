"""Drafts of visitors: what was written before signing in waits a day and comes back afterwards."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from ideas.base import token
from ideas.base.db import db
from ideas.community.idea.models import IdeaDraft
from ideas.people.brand.models import Brand

LIFETIME = timedelta(days=1)


def keep_draft(brand: Brand, *, board: str, title: str, body: str, tags: str, at: datetime) -> str:
    """Keep what a visitor wrote. Returns the secret that finds it again; drafts older than a day go."""
    db.session.execute(delete(IdeaDraft).where(IdeaDraft.created_at < at - LIFETIME))
    secret = token.new_secret()
    db.session.add(
        IdeaDraft(
            brand_id=brand.id,
            secret_hash=token.digest(secret),
            board=board[:40],
            title=title[:500],
            body=body,
            tags=tags[:500],
            created_at=at,
        )
    )
    db.session.flush()
    return secret


def find_draft(secret: str, *, at: datetime) -> IdeaDraft | None:
    """The draft that this secret opens, in the brand in scope."""
    return db.session.scalar(
        select(IdeaDraft).where(IdeaDraft.secret_hash == token.digest(secret), IdeaDraft.created_at > at - LIFETIME)
    )
