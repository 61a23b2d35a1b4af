"""Whether the score that is kept beside each idea is what its scores come to, and making it so."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from ideas.base.db import brand_scope, db
from ideas.community.idea.models import IdeaRank
from ideas.desk.score.actions import keep_scores, lock_criteria
from ideas.desk.score.queries import right_scores, scored_ids
from ideas.people.brand.models import Brand

BATCH = 500
ROUNDING = 1e-9


def wrong_scores(now: datetime) -> Iterator[str]:
    """Ideas whose rank says another score than their scores come to."""
    for brand_id in db.session.scalars(select(Brand.id).order_by(Brand.id)).all():
        with brand_scope(brand_id):
            for idea_id, kept, right in _wrong():
                yield f"idea {idea_id} has score {kept!r}; what staff think of it comes to {right!r}"


def recount_scores() -> int:
    """Make the kept scores of the brand in scope right, while its criteria stay as they are. Returns how many were wrong."""
    lock_criteria()
    wrong = [idea_id for idea_id, _, _ in _wrong()]
    held = select(IdeaRank.idea_id).where(IdeaRank.idea_id.in_(wrong)).order_by(IdeaRank.idea_id).with_for_update()
    db.session.execute(held)
    keep_scores(wrong)
    return len(wrong)


def _wrong() -> Iterator[tuple[int, float | None, float | None]]:
    last = 0
    while ids := _next(last):
        kept = dict(db.session.execute(select(IdeaRank.idea_id, IdeaRank.score).where(IdeaRank.idea_id.in_(ids))).all())
        for idea_id, right in right_scores(ids).items():
            if not _same(kept.get(idea_id), right):
                yield idea_id, kept.get(idea_id), right
        last = ids[-1]


def _next(last: int) -> list[int]:
    """The next ideas that are scored, or whose rank says so."""
    ranked = select(IdeaRank.idea_id).where(IdeaRank.idea_id > last, IdeaRank.score.is_not(None))
    said = db.session.scalars(ranked.order_by(IdeaRank.idea_id).limit(BATCH))
    return sorted({*said, *scored_ids(after=last)})[:BATCH]


def _same(kept: float | None, right: float | None) -> bool:
    if kept is None or right is None:
        return kept is right
    return abs(kept - right) <= ROUNDING
