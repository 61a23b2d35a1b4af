"""The answer clock of each idea, kept in its rank row: does it wait for an answer, and until when was one promised."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal_column, select, update
from sqlalchemy.orm import load_only

from ideas.base.db import db
from ideas.community.board.models import AnswerPause, Board
from ideas.community.board.rules import Pause, due_at, due_by_votes, moved_due
from ideas.community.idea.models import Idea, IdeaRank

# Written as the partial index writes it: SQLite takes «awaits_answer = 1» for something else.
AWAITS_ANSWER: Any = literal_column("idea_rank.awaits_answer")


def keep_clock(idea: Idea, *, at: datetime) -> None:
    """Let the clock run while the idea waits: from when it is public, or asked for again, until it is answered.

    Whatever changes an idea's visibility, answer or merge calls this, with the idea locked. What was promised when the
    first answer came stays with the idea, so that a later wait can't make a late answer look punctual.
    """
    due = db.session.scalar(select(IdeaRank.answer_due).where(IdeaRank.idea_id == idea.id))
    if idea.answered_at is None:
        idea.answer_was_due = None
    elif idea.answer_was_due is None:
        idea.answer_was_due = due
    db.session.flush()
    if not idea.awaits_answer:
        _set(idea.id, awaits_answer=False)
    elif due is None:
        start_clock(idea, at=at)
    else:
        _set(idea.id, awaits_answer=True)


def start_clock(idea: Idea, *, at: datetime) -> None:
    """Promise an answer by the rule of the idea's board, counted from now.

    The rank and the board are locked, so that no pause of the board comes or goes unnoticed until the transaction ends.
    """
    lock_clocks([idea])
    days, votes = db.session.execute(
        select(Board.answer_days, Board.answer_votes).where(Board.id == idea.board_id)
    ).one()
    due = due_at(at, days, pauses_of([idea.board_id], after=at).get(idea.board_id, ()))
    _set(idea.id, awaits_answer=True, answer_due=due, due_votes=votes)
    hurry_clock(idea.id, board_id=idea.board_id, at=at)


def lock_clocks(ideas: Collection[Idea]) -> None:
    """Lock the ranks of these ideas and then their boards, each kind of row in the order of its ids.

    An act on many ideas does so before the first, and so do those that start clocks. No pause begins on the boards and
    no rank changes until the transaction ends.
    """
    if ideas:
        ranks = select(IdeaRank.idea_id).where(IdeaRank.idea_id.in_({idea.id for idea in ideas}))
        db.session.execute(ranks.order_by(IdeaRank.idea_id).with_for_update(key_share=True))
        boards = select(Board.id).where(Board.id.in_({idea.board_id for idea in ideas})).order_by(Board.id)
        db.session.execute(boards.with_for_update(read=True))


def hurry_clock(idea_id: int, *, board_id: int, at: datetime) -> None:
    """Bring the answer forward where the idea has the votes for it. A voter calls this when the count reaches `due_votes`."""
    reached = (
        select(IdeaRank.answer_due)
        .where(IdeaRank.idea_id == idea_id, IdeaRank.awaits_answer, IdeaRank.vote_count >= IdeaRank.due_votes)
        .with_for_update(key_share=True)
    )
    due = db.session.scalar(reached)
    if due is not None:
        sooner = due_by_votes(at, pauses_of([board_id], after=at).get(board_id, ()))
        _set(idea_id, answer_due=min(due, sooner), due_votes=None)


def due_later(board_id: int, *, since: datetime) -> Select[int]:
    """The ids of the board's ideas that are due after that moment, in order."""
    theirs = IdeaRank.board_id == board_id, IdeaRank.answer_due > since
    return select(IdeaRank.idea_id).where(*theirs).order_by(IdeaRank.idea_id)


def move_dues(board_id: int, *, since: datetime, before: Sequence[Pause], after: Sequence[Pause]) -> int:
    """Give what is due after `since` its place among the pauses of `after`. Returns how many dues moved.

    The caller has locked those of `due_later` and then the board. Ideas that were answered in time or that nobody sees now move as
    well: it changes nothing that was said of them, and if they wait again their due is right.
    """
    these = select(IdeaRank).where(IdeaRank.board_id == board_id, IdeaRank.answer_due > since)
    these = these.options(load_only(IdeaRank.answer_due)).order_by(IdeaRank.idea_id)
    moved = 0
    for rank in db.session.scalars(these.execution_options(populate_existing=True)):
        assert rank.answer_due is not None
        due = moved_due(rank.answer_due, since=since, before=before, after=after)
        moved += due != rank.answer_due
        rank.answer_due = due
    db.session.flush()
    return moved


def pauses_of(board_ids: Sequence[int], *, after: datetime) -> dict[int, Sequence[Pause]]:
    """The pauses of these boards that were to end after that moment, in order, by board; not those that were called off."""
    found = db.session.scalars(
        select(AnswerPause)
        .where(AnswerPause.board_id.in_(board_ids), AnswerPause.ends_at > after)
        .order_by(AnswerPause.starts_at, AnswerPause.id)
    )
    pauses: dict[int, list[Pause]] = {}
    for pause in found:
        if pause.over_at > pause.starts_at:
            pauses.setdefault(pause.board_id, []).append(Pause(pause.starts_at, pause.over_at))
    return dict(pauses)


def _set(idea_id: int, **values: object) -> None:
    db.session.execute(
        update(IdeaRank)
        .where(IdeaRank.idea_id == idea_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
