"""What an operator does with parked rows: try them again, or give them up."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from ideas.base.db import db, every_brand, writing
from ideas.spine.outbox.queries import is_parked
from ideas.spine.outbox.work import Claim, Work


def retry_parked(work: Work, ids: Sequence[int] | None, *, now: datetime) -> list[int]:
    """Let these parked rows, or all of them, be tried again at once, as often as new ones. Returns which."""
    values = {"lease_until": None, work.delay.key: now, "failures": 0, "parked_at": None}
    again = update(work.model).where(*is_parked(work, ids)).values(**values).returning(work.key)
    with every_brand(), writing():
        return sorted(db.session.scalars(again, execution_options={"synchronize_session": False}))


def drop_parked(work: Work, ids: Sequence[int] | None) -> list[int]:
    """Give these parked rows, or all of them, up for good. Returns which."""
    parked = select(work.key, work.model.attempts, work.model.failures).where(*is_parked(work, ids))
    with every_brand(), writing():
        claims = [Claim(work, *row) for row in db.session.execute(parked.order_by(work.key))]
        for claim in claims:
            work.drop(claim)
    return [claim.id for claim in claims]
