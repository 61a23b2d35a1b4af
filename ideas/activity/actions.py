"""Recording what happened, in the transaction in which it happened."""

from datetime import datetime
from typing import Any

from ideas.activity.models import Activity
from ideas.db import db
from ideas.job.queue import wake


def record(
    kind: str,
    *,
    brand_id: int,
    by: int | None,
    at: datetime,
    board_id: int | None = None,
    idea_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> Activity:
    """Add one activity, such as `idea.submitted`, and wake the job that tells its subscribers after the commit.

    `by` is the account's id, None for the house itself. `detail` holds ids and short values, never members' texts.
    """
    activity = Activity(
        kind=kind,
        brand_id=brand_id,
        board_id=board_id,
        idea_id=idea_id,
        account_id=by,
        detail=detail or {},
        created_at=at,
    )
    db.session.add(activity)
    db.session.flush()
    wake(db.session())
    return activity
