"""Recording what happened, in the transaction in which it happened."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from ideas.base.db import db
from ideas.spine.activity.models import Activity
from ideas.spine.audit.actions import append
from ideas.spine.job.queue import wake
from ideas.spine.kinds import kind_named


def record(
    kind: str,
    *,
    brand_id: int,
    by: int | None,
    at: datetime,
    board_id: int | None = None,
    idea_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    as_staff: bool = False,
    told_after: timedelta | None = None,
) -> Activity:
    """Add one activity, such as `idea.submitted`, and wake the job that tells its subscribers after the commit.

    `by` is the account's id, None for the app itself. `detail` holds ids and short values, never members' texts. Where the
    kind's declaration says so, or `as_staff`, it also goes into the audit log: what was `before` and `after` (`detail`
    unless told), and why. Nobody is told before `told_after` has passed, so that the act can still be undone unseen.
    Raises UnknownKind.
    """
    is_logged = kind_named(kind).is_logged(as_staff=as_staff)
    about: dict[str, Any] = {"brand_id": brand_id, "board_id": board_id, "idea_id": idea_id}
    lease_until = at + told_after if told_after else None
    activity = Activity(
        kind=kind, **about, account_id=by, detail=dict(detail or {}), created_at=at, lease_until=lease_until
    )
    db.session.add(activity)
    db.session.flush()
    if is_logged:
        after = (detail or {}) if after is None else after
        append(kind, **about, by=by, at=at, before=before or {}, after=after, reason=reason)
    wake(db.session())
    return activity


def untell(idea_id: int, kinds: Iterable[str], *, since: datetime, at: datetime) -> int:
    """Let nobody hear of an idea's activities of these kinds since then, where they still wait. Returns how many waited."""
    untold = db.session.scalars(
        update(Activity)
        .where(
            Activity.idea_id == idea_id,
            Activity.kind.in_(list(kinds)),
            Activity.created_at >= since,
            Activity.fanned_out_at.is_(None),
            Activity.attempts == 0,
        )
        .values(fanned_out_at=at)
        .returning(Activity.id)
        .execution_options(synchronize_session=False)
    )
    return len(untold.all())
