"""What the worker does for accounts."""

from ideas.base import clock
from ideas.base.db import db, writing
from ideas.people.account.actions import forget_expired
from ideas.people.account.queries import anything_expired


def forget_old_rights() -> int:
    """Delete tokens and sessions that ended a day ago. Looks first: a delete would take the write lock each time."""
    found = anything_expired(clock.now())
    db.session.rollback()
    if not found:
        return 0
    with writing():
        return forget_expired(clock.now())
