"""What the worker does for accounts."""

from ideas.account.actions import forget_expired
from ideas.account.queries import anything_expired
from ideas.db import db, transaction
from ideas.kit import clock


def forget_old_rights() -> int:
    """Delete tokens and sessions that ended a day ago. Looks first: a delete would take the write lock each time."""
    found = anything_expired(clock.now())
    db.session.rollback()
    if not found:
        return 0
    with transaction():
        return forget_expired(clock.now())
