"""Scoring an idea: each staff member alone."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea
from ideas.community.idea.story import record_on
from ideas.desk.score.actions.keeping import keep_scores, lock_criteria
from ideas.desk.score.models import Score
from ideas.desk.score.rules import MARKS
from ideas.people.account.models import Account


class BadScore(Refusal):
    """A mark is missing, or is none."""


def score_idea(idea: Idea, marks: Mapping[int, int], *, by: Account, at: datetime) -> None:
    """Give the idea one's marks, one by each criterion in use, in place of one's earlier ones. Raises BadScore.

    The marks are in no log: a log that others read would tell them what they are to find out alone.
    """
    idea = lock_idea(idea.id)
    criteria = lock_criteria()
    if not criteria:
        raise BadScore("This community has no criteria to score ideas by yet.")
    if any(marks.get(criterion.id) not in MARKS for criterion in criteria):
        raise BadScore("Give a mark from 1 to 5 by each criterion.")
    _forget(idea, by=by)
    rows = [
        {
            "brand_id": idea.brand_id,
            "idea_id": idea.id,
            "account_id": by.id,
            "criterion_id": criterion.id,
            "value": marks[criterion.id],
            "created_at": at,
        }
        for criterion in criteria
    ]
    db.session.execute(insert(Score), rows)
    _settle(idea, "idea.scored", by=by, at=at)


def take_back_score(idea: Idea, *, by: Account, at: datetime) -> bool:
    """Take one's marks back. Returns whether there were any."""
    idea = lock_idea(idea.id)
    lock_criteria()
    if not _forget(idea, by=by):
        return False
    _settle(idea, "idea.unscored", by=by, at=at)
    return True


def _forget(idea: Idea, *, by: Account) -> bool:
    mine = delete(Score).where(Score.idea_id == idea.id, Score.account_id == by.id)
    return bool(db.session.execute(mine.returning(Score.criterion_id)).all())


def _settle(idea: Idea, kind: str, *, by: Account, at: datetime) -> None:
    db.session.flush()
    keep_scores([idea.id])
    record_on(kind, idea, by=by, at=at)
