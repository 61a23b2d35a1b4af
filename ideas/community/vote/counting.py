"""Counting votes: each person once for a canonical idea and all that were merged into it.

A vote stays on the idea where it was cast. Of one person's votes in a family the one on the canonical idea counts, else
the one on the idea with the lowest id: a rule that looks at nothing but the rows, so that an undone merge leaves each
idea exactly the votes that were cast there.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update

from ideas.base.db import db
from ideas.community.idea.answer_clock import hurry_clock
from ideas.community.idea.family import family_of
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import VOTE_HEAT, heat_of
from ideas.community.vote.models import RecordedVote, Vote
from ideas.community.vote.rules import VoteState

AT_ONCE = 1_000


def add_votes(root: Idea, votes: int, heat: float, *, at: datetime | None = None, recorded: int = 0) -> None:
    """Change what a canonical idea counts; `at` for new ones, which may bring its answer forward."""
    rank = db.session.execute(
        update(IdeaRank)
        .where(IdeaRank.idea_id == root.id)
        .values(
            vote_count=IdeaRank.vote_count + votes,
            recorded_votes=IdeaRank.recorded_votes + recorded,
            heat=IdeaRank.heat + heat,
        )
        .returning(IdeaRank.vote_count, IdeaRank.due_votes, IdeaRank.awaits_answer)
        .execution_options(synchronize_session=False)
    ).one()
    if at is not None and rank.awaits_answer and rank.due_votes is not None and rank.vote_count >= rank.due_votes:
        hurry_clock(root.id, board_id=root.board_id, at=at)


@contextmanager
def counting_anew(root: Idea, account_ids: Sequence[int] = ()) -> Iterator[None]:
    """Change votes of these people, or recorded ones, within this block: then they count as they should.

    The canonical idea is locked, and not shared.
    """
    votes, heat = _share(root.id, account_ids)
    recorded, recorded_heat = _recorded_share(root.id)
    yield
    db.session.flush()
    settle(root.id, account_ids)
    recount_recorded(root.id)
    votes_now, heat_now = _share(root.id, account_ids)
    recorded_now, recorded_heat_now = _recorded_share(root.id)
    more = recorded_now - recorded
    add_votes(root, votes_now - votes + more, heat_now - heat + recorded_heat_now - recorded_heat, recorded=more)


def settle(root_id: int, account_ids: Sequence[int] | None = None) -> None:
    """Let the right votes of a family count for its canonical idea: of everybody, or of some. Its ideas are locked."""
    some = [] if account_ids is None else [Vote.account_id.in_(account_ids)]
    _settle(root_id, Vote.account_id, person=Vote.account_id, may_count=Vote.state == VoteState.COUNTED, some=some)


def recount_recorded(root_id: int) -> None:
    """As `settle`, for the votes that staff recorded: one counts until the person's own vote takes its place."""
    _settle(root_id, RecordedVote.id, person=RecordedVote.email_key, may_count=RecordedVote.joined_id.is_(None))


def _share(root_id: int, account_ids: Sequence[int]) -> tuple[int, float]:
    """How many votes of these people count for the idea, and their heat."""
    mine = select(Vote.created_at).where(Vote.counted_for_id == root_id, Vote.account_id.in_(account_ids))
    return _sum(db.session.scalars(mine))


def _recorded_share(root_id: int) -> tuple[int, float]:
    """The same of recorded votes."""
    return _sum(db.session.scalars(select(RecordedVote.created_at).where(RecordedVote.counted_for_id == root_id)))


def _sum(moments: Iterable[datetime]) -> tuple[int, float]:
    heats = [heat_of(VOTE_HEAT, at) for at in moments]
    return len(heats), sum(heats)


def _settle(
    root_id: int, key: Any, *, person: Any, may_count: ColumnElement[bool], some: Sequence[ColumnElement[bool]] = ()
) -> None:
    """First take away what must not count, then let count what must: so no person ever counts twice in between.

    The family's votes are read in one pass and changed by their keys: a statement that compared votes with one another
    took seconds whenever PostgreSQL had no good statistics of the table.
    """
    model = key.class_
    place = func.row_number().over(partition_by=person, order_by=(~may_count, model.idea_id != root_id, model.idea_id))
    counts = and_(may_count, or_(person.is_(None), place == 1))
    family = db.session.scalars(family_of(root_id)).all()
    read = select(model.idea_id, key.label("key"), model.counted_for_id, counts.label("counts"))
    votes = read.where(model.idea_id.in_(family), *some).subquery()
    wrong = select(votes.c.counts, votes.c.idea_id, votes.c.key).order_by(votes.c.counts, votes.c.idea_id)
    wrong = wrong.where(case((votes.c.counts, root_id)).is_distinct_from(votes.c.counted_for_id))
    for (now_counts, idea_id), rows in groupby(db.session.execute(wrong).all(), lambda row: (row.counts, row.idea_id)):
        keys = [row.key for row in rows]
        change = update(model).values(counted_for_id=root_id if now_counts else None)
        for start in range(0, len(keys), AT_ONCE):
            these = change.where(model.idea_id == idea_id, key.in_(keys[start : start + AT_ONCE]))
            db.session.execute(these.execution_options(synchronize_session=False))
