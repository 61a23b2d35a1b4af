"""What a board's hosts have done lately: the answers that carry their names, how soon they came, and how many in time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer

MONTHS = timedelta(days=365)
ANSWERS_READ = 2_000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """A host's answers of the last twelve months on one board."""

    answers: int
    median_days: float
    in_time: int
    promised: int

    @property
    def share(self) -> float | None:
        """The share in time, of those that had been promised by a date."""
        return self.in_time / self.promised if self.promised else None


@dataclass(slots=True)
class _Tally:
    waits: list[float] = field(default_factory=list)
    in_time: int = 0
    promised: int = 0


def answer_records(board: Board, account_ids: Sequence[int], *, at: datetime) -> dict[int, AnswerRecord]:
    """The records of these people, by account: one query, of no more than the board's last 2,000 answers of theirs.

    An answer is of whoever signs it. Ideas that were brought over had been promised nothing, and are left out.
    """
    if not account_ids:
        return {}
    rows = db.session.execute(
        select(Answer.account_id, Idea.created_at, Idea.answered_at, Idea.answer_was_due)
        .join(Idea, Idea.id == Answer.idea_id)
        .where(
            Answer.account_id.in_(account_ids),
            Answer.created_at > at - MONTHS,
            Idea.board_id == board.id,
            Idea.visibility == Visibility.PUBLIC,
            Idea.is_imported.is_(False),
        )
        .order_by(Answer.created_at.desc())
        .limit(ANSWERS_READ)
    )
    tallies: dict[int, _Tally] = {}
    for account_id, asked_at, answered_at, due in rows:
        if account_id is None or answered_at is None:
            continue
        tally = tallies.setdefault(account_id, _Tally())
        tally.waits.append((answered_at - asked_at) / DAY)
        tally.promised += due is not None
        tally.in_time += due is not None and answered_at <= due
    return {
        account_id: AnswerRecord(len(tally.waits), median(tally.waits), tally.in_time, tally.promised)
        for account_id, tally in tallies.items()
    }
