"""Counting votes: each person once for a canonical idea and all that were merged into it.

A vote stays on the idea where it was cast. Of one person's votes in a family the one on the canonical idea counts, else
the one on the idea with the lowest id: a rule that looks at nothing but the rows, so that an undone merge leaves each
idea exactly the votes that were cast there.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from ideas.base.db import db
from ideas.community.idea.answer_clock import hurry_clock
from ideas.community.idea.family import family_of
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import VOTE_HEAT, heat_of
from ideas.community.vote.models import RecordedVote, Vote
from ideas.community.vote.rules import VoteState


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
    settle_recorded(root.id)
    votes_now, heat_now = _share(root.id, account_ids)
    recorded_now, recorded_heat_now = _recorded_share(root.id)
    more = recorded_now - recorded
    add_votes(root, votes_now - votes + more, heat_now - heat + recorded_heat_now - recorded_heat, recorded=more)


def settle(root_id: int, account_ids: Sequence[int] | None = None) -> None:
    """Let the right votes of a family count for its canonical idea: of everybody, or of some. Its ideas are locked."""
    _settle(root_id, Vote, _beaten_votes(root_id), None if account_ids is None else Vote.account_id.in_(account_ids))


def settle_recorded(root_id: int) -> None:
    """As `settle`, for the votes that staff recorded."""
    _settle(root_id, RecordedVote, _beaten_records(root_id), None)


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


def _settle(root_id: int, model: Any, is_beaten: ColumnElement[bool], some: ColumnElement[bool] | None) -> None:
    """First take away what must not count, then let count what must: so no person ever counts twice in between."""
    here = [model.idea_id.in_(family_of(root_id)), *([] if some is None else [some])]
    silent = update(model).where(*here, model.counted_for_id.is_not(None), is_beaten).values(counted_for_id=None)
    heard = (
        update(model)
        .where(*here, or_(model.counted_for_id.is_(None), model.counted_for_id != root_id), ~is_beaten)
        .values(counted_for_id=root_id)
    )
    for statement in (silent, heard):
        db.session.execute(statement.execution_options(synchronize_session=False))


def _beaten_votes(root_id: int) -> ColumnElement[bool]:
    """Whether a vote does not count: it is held or false, or another one of the same person comes before it."""
    other = aliased(Vote)
    better = exists().where(
        other.account_id == Vote.account_id,
        other.state == VoteState.COUNTED,
        other.idea_id.in_(family_of(root_id)),
        or_(other.idea_id == root_id, other.idea_id < Vote.idea_id),
        other.idea_id != Vote.idea_id,
    )
    return or_(Vote.state != VoteState.COUNTED, and_(Vote.idea_id != root_id, better))


def _beaten_records(root_id: int) -> ColumnElement[bool]:
    """The same of recorded votes: gone over to the person's own vote, or another one of the same address comes first."""
    other = aliased(RecordedVote)
    better = exists().where(
        other.email_key == RecordedVote.email_key,
        other.joined_id.is_(None),
        other.idea_id.in_(family_of(root_id)),
        or_(other.idea_id == root_id, other.idea_id < RecordedVote.idea_id),
        other.idea_id != RecordedVote.idea_id,
    )
    return or_(RecordedVote.joined_id.is_not(None), and_(RecordedVote.idea_id != root_id, better))
