"""What the worker does about votes: look at what came, and forget evidence that is too old."""

import structlog

from ideas.base import clock
from ideas.base.db import db
from ideas.trust.fraud.watch import brands_to_forget, brands_to_look_at, forget_evidence, forget_sign_ups, look

logger = structlog.get_logger()


def watch_votes() -> int:
    """Look at the votes that came since the last look, brand by brand. Where none came, this asks and is done.

    Returns 0: what came is looked at whole, so there is never more at once.
    """
    now = clock.now()
    waiting = brands_to_look_at(now)
    db.session.rollback()
    for brand_id in waiting:
        try:
            look(brand_id, now=now)
        except Exception:
            db.session.rollback()
            logger.exception("abuse.look_failed", brand=brand_id)
    return 0


def forget_old_evidence() -> int:
    """Twice a day, where there is a watch: forget networks and referrers after 90 days. Returns how many it took away."""
    now = clock.now()
    due = brands_to_forget(now)
    db.session.rollback()
    if not due:
        return 0
    return sum(forget_evidence(brand_id, now=now) for brand_id in due) + forget_sign_ups(now)
