"""What the brand said last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.brand.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Answered:
    """An idea that was answered lately, with just what a line in a list needs."""

    number: int
    slug: str
    title: str
    stage_id: int
    answered_at: datetime


def latest_answers(viewer: Viewer, *, most: int) -> Sequence[Answered]:
    """The public ideas, among those this viewer sees, that got their first answer last."""
    rows = db.session.execute(
        select(Idea.number, Idea.slug, Idea.title, Idea.stage_id, Idea.answered_at)
        .where(
            Idea.answered_at.is_not(None),
            Idea.board_id.in_(viewer.board_ids),
            Idea.visibility == Visibility.PUBLIC,
        )
        .order_by(Idea.answered_at.desc(), Idea.id.desc())
        .limit(most)
    )
    return [Answered(*row[:4], answered_at=row[4]) for row in rows if row[4] is not None]
