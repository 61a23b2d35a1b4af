"""Reads of moves and answers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.community.pipeline.models import Answer, AnswerRevision, Move
from ideas.community.stage.models import DeclineReason
from ideas.people.account.models import Account


def find_answer(idea: Idea) -> Answer | None:
    """The idea's pinned answer and who wrote it."""
    return db.session.scalar(select(Answer).options(joinedload(Answer.account)).where(Answer.idea_id == idea.id))


def answer_revisions(idea: Idea) -> Sequence[tuple[AnswerRevision, Account | None]]:
    """The answer's earlier versions, the latest first, and who replaced each."""
    rows = db.session.execute(
        select(AnswerRevision, Account)
        .outerjoin(Account, Account.id == AnswerRevision.replaced_by_id)
        .where(AnswerRevision.idea_id == idea.id)
        .order_by(AnswerRevision.version.desc())
    )
    return list(rows)


def moves_of(idea: Idea) -> Sequence[tuple[Move, str | None]]:
    """The idea's moves, oldest first, each with the label of its reason for a no."""
    rows = db.session.execute(
        select(Move, DeclineReason.label)
        .outerjoin(DeclineReason, DeclineReason.id == Move.reason_id)
        .where(Move.idea_id == idea.id)
        .order_by(Move.id)
    )
    return list(rows)
