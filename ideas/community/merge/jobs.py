"""What the worker does about merges: carry out those whose author has said nothing in time."""

import structlog
from sqlalchemy import select

from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, writing
from ideas.base.refusal import Refusal
from ideas.community.merge.actions import CantMerge, MergeOver, decide_merge, give_up_merge
from ideas.community.merge.models import Merge
from ideas.community.merge.rules import MergeState

logger = structlog.get_logger()

AT_ONCE = 20


def decide_waiting_merges() -> int:
    """Merge what its author was asked about and said nothing of. Returns how many were settled."""
    now = clock.now()
    with every_brand():
        due = select(Merge.id, Merge.brand_id).where(Merge.state == MergeState.ASKED, Merge.decide_at <= now)
        waiting = db.session.execute(due.order_by(Merge.decide_at, Merge.id).limit(AT_ONCE)).all()
    db.session.rollback()
    return sum(_settle(merge_id, brand_id) for merge_id, brand_id in waiting)


def _settle(merge_id: int, brand_id: int) -> int:
    try:
        return _decide(merge_id, brand_id)
    except MergeOver:
        return 0
    except CantMerge as refusal:
        logger.info("merge.given_up", merge=merge_id, why=str(refusal))
    except Refusal:
        return 0
    with brand_scope(brand_id), writing():
        give_up_merge(db.session.get_one(Merge, merge_id), by=None, at=clock.now())
    return 1


def _decide(merge_id: int, brand_id: int) -> int:
    with brand_scope(brand_id), writing():
        decide_merge(db.session.get_one(Merge, merge_id), agrees=True, by=None, at=clock.now())
    return 1
