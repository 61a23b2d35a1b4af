"""What is kept of the scores: the mean beside each idea's votes, by which the desk can be sorted."""

from collections.abc import Sequence

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.desk.score.models import Criterion
from ideas.desk.score.queries import right_scores, scored_ids


def keep_scores(idea_ids: Sequence[int]) -> None:
    """Bring the kept score of these ideas up to date. The criteria are held, or this is their change."""
    for idea_id, score in right_scores(idea_ids).items():
        db.session.execute(
            update(IdeaRank)
            .where(IdeaRank.idea_id == idea_id)
            .values(score=score)
            .execution_options(synchronize_session=False)
        )


def keep_all_scores() -> None:
    """As keep_scores, for every idea that has one, in id order."""
    last = 0
    while ids := scored_ids(after=last):
        keep_scores(ids)
        last = ids[-1]


def lock_criteria() -> Sequence[Criterion]:
    """The criteria in use, which nobody changes until the transaction ends: a change of theirs reckons all scores anew."""
    held = select(Criterion).order_by(Criterion.id).with_for_update(read=True)
    rows = db.session.scalars(held.execution_options(populate_existing=True)).all()
    return [criterion for criterion in rows if not criterion.is_retired]
