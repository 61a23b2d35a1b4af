"""The story of an idea: what happens to it is recorded with its brand and its board."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.spine.activity.actions import record
from ideas.spine.activity.models import Activity


def record_on(
    kind: str,
    idea: Idea,
    *,
    by: Account | None,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    as_staff: bool = False,
    told_after: timedelta | None = None,
) -> Activity:
    """`record` for what happened to an idea, where it is now. `by` is None for the app itself."""
    return record(
        kind,
        brand_id=idea.brand_id,
        by=by.id if by else None,
        at=at,
        board_id=idea.board_id,
        idea_id=idea.id,
        detail=detail,
        before=before,
        after=after,
        reason=reason,
        as_staff=as_staff,
        told_after=told_after,
    )
