"""Fan-out: each activity is told to its subscribers once it is committed, at least once, also after a crash."""

from collections.abc import Callable, Mapping

from flask import current_app

from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, writing
from ideas.spine.activity.models import Activity
from ideas.spine.outbox.rules import Lane
from ideas.spine.outbox.work import Claim, Work

Subscriber = Callable[[Activity], None]
Subscribers = Mapping[str, tuple[Subscriber, ...]]


def fan_out(claim: Claim) -> None:
    """Tell one activity to its subscribers, in one transaction."""
    subscribers: Subscribers = current_app.extensions["subscribers"]
    with every_brand(), writing():
        activity = db.session.get_one(Activity, claim.id, populate_existing=True)
        with brand_scope(activity.brand_id):
            for subscriber in subscribers.get(activity.kind, ()):
                subscriber(activity)
        claim.finish(fanned_out_at=clock.now())


def drop(claim: Claim) -> None:
    """Tell nobody of it."""
    claim.finish(fanned_out_at=clock.now())


FAN_OUT = Work(
    name="activity",
    model=Activity,
    key=Activity.id,
    brand=Activity.brand_id,
    kind=Activity.kind,
    problem=Activity.problem,
    is_open=Activity.fanned_out_at.is_(None),
    lane=Lane.PROMPT,
    since=Activity.created_at,
    order=Activity.id,
    do=fan_out,
    drop=drop,
)
