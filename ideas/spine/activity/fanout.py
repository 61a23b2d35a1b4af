"""Fan-out: each activity is told to its subscribers once it is committed, at least once, also after a crash."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

import structlog
from flask import current_app
from sqlalchemy import or_, select, update

from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, is_postgres, transaction
from ideas.spine.activity.models import Activity

logger = structlog.get_logger()

Subscriber = Callable[[Activity], None]
Subscribers = Mapping[str, tuple[Subscriber, ...]]

BATCH = 50
LEASE = timedelta(seconds=60)
ATTEMPTS_MAX = 10


def fan_out() -> int:
    """Tell a batch of waiting activities to their subscribers. Returns how many were told."""
    subscribers: Subscribers = current_app.extensions["subscribers"]
    return sum(_tell(activity_id, subscribers) for activity_id in _claim())


def _claim() -> list[int]:
    now = clock.now()
    free = (
        select(Activity.id)
        .where(
            Activity.fanned_out_at.is_(None),
            Activity.attempts < ATTEMPTS_MAX,
            or_(Activity.lease_until.is_(None), Activity.lease_until < now),
        )
        .order_by(Activity.id)
        .limit(BATCH)
    )
    with every_brand(), transaction():
        if is_postgres():
            free = free.with_for_update(skip_locked=True)
        ids = list(db.session.scalars(free))
        db.session.execute(
            update(Activity)
            .where(Activity.id.in_(ids))
            .values(lease_until=now + LEASE, attempts=Activity.attempts + 1)
            .execution_options(synchronize_session=False)
        )
    return ids


def _tell(activity_id: int, subscribers: Subscribers) -> int:
    try:
        with every_brand(), transaction():
            activity = db.session.get_one(Activity, activity_id, populate_existing=True)
            with brand_scope(activity.brand_id):
                for subscriber in _interested(activity.kind, subscribers):
                    subscriber(activity)
            activity.fanned_out_at = clock.now()
    except Exception:
        logger.exception("fanout.failed", activity=activity_id)
        return 0
    return 1


def _interested(kind: str, subscribers: Subscribers) -> Iterable[Subscriber]:
    return subscribers.get(kind, ())
