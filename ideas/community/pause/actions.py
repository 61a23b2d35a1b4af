"""Pauses of a board's answer clock: dated, public, and exact to the second for every idea that waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from ideas.base.db import db
from ideas.base.locks import lock_all
from ideas.base.refusal import Conflict, Refusal
from ideas.base.text import one_line
from ideas.community.board.models import AnswerPause, Board
from ideas.community.board.rules import PAUSE_AHEAD_MOST, PAUSE_DAYS_MOST, PAUSE_REASON_MAX, Pause
from ideas.community.idea.answer_clock import due_later, move_dues, pauses_of
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer
from ideas.spine.activity.actions import record

_MOST_SHOWN = 50


class BadPause(Refusal):
    """A pause that begins in the past, ends before it begins, lasts too long, or says no reason."""


class PauseOverlaps(Conflict):
    """The board has a pause at that time already."""


class PauseIsOver(Conflict):
    """What is over can't be ended."""


# --- verbs -----------------------------------------------------------------------------------------------------------


def add_pause(
    board: Board, *, starts_at: datetime, ends_at: datetime, reason: str, by: Account, at: datetime
) -> AnswerPause:
    """Stop the board's clock for a time: ideas that are due after its start get that much longer. Late ones stay late.

    Raises BadPause, PauseOverlaps.
    """
    reason = one_line(reason)
    _check(starts_at, ends_at, reason, at=at)
    _lock(board, since=starts_at)
    before = _pauses(board, after=starts_at)
    if any(pause.starts_at < ends_at and pause.over_at > starts_at for pause in before):
        raise PauseOverlaps("This board has a pause at that time already.", field="first_day")
    pause = AnswerPause(
        brand_id=board.brand_id,
        board_id=board.id,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason,
        account_id=by.id,
        created_at=at,
    )
    db.session.add(pause)
    db.session.flush()
    move_dues(board.id, since=starts_at, before=before, after=[*before, Pause(starts_at, ends_at)])
    record(
        "pause.added", brand_id=board.brand_id, by=by.id, at=at, board_id=board.id, detail=_facts(pause), reason=reason
    )
    return pause


def cut_pause(pause: AnswerPause, *, board: Board, by: Account, at: datetime) -> None:
    """Let the clock go on now, or, before it has begun, call the pause off: what it gave is taken back. Raises PauseIsOver."""
    since = max(at, pause.starts_at)
    _lock(board, since=since)
    db.session.refresh(pause)
    if pause.over_at <= since:
        raise PauseIsOver("This pause is over already.")
    before, was = _pauses(board, after=since), _facts(pause)
    pause.cut_at = since
    db.session.flush()
    move_dues(board.id, since=since, before=before, after=_pauses(board, after=since))
    record("pause.cut", brand_id=board.brand_id, by=by.id, at=at, board_id=board.id, detail=_facts(pause), before=was)


def _check(starts_at: datetime, ends_at: datetime, reason: str, *, at: datetime) -> None:
    if starts_at < at:
        raise BadPause("A pause can't begin in the past: what was promised for then stays promised.", field="first_day")
    if starts_at > at + timedelta(days=PAUSE_AHEAD_MOST):
        raise BadPause("A pause begins within a year from now.", field="first_day")
    if ends_at <= starts_at:
        raise BadPause("The last day comes before the first one.", field="last_day")
    if ends_at - starts_at > timedelta(days=PAUSE_DAYS_MOST):
        raise BadPause("A pause lasts %(most)s days at most.", field="last_day", most=PAUSE_DAYS_MOST)
    if not 1 <= len(reason) <= PAUSE_REASON_MAX:
        raise BadPause(
            "Say why, in %(most)s characters at most: everyone can read it.", field="reason", most=PAUSE_REASON_MAX
        )


def _lock(board: Board, *, since: datetime) -> None:
    """Lock the ranks of what is due after `since`, then the board: nobody pauses it, or starts a clock on it, meanwhile.

    What points at the board comes and goes.
    """
    the_board = select(Board.id).where(Board.id == board.id).with_for_update(key_share=True)
    lock_all(due_later(board.id, since=since), then=lambda: db.session.execute(the_board))


def _pauses(board: Board, *, after: datetime) -> Sequence[Pause]:
    return pauses_of([board.id], after=after).get(board.id, ())


def _facts(pause: AnswerPause) -> dict[str, object]:
    return {"pause_id": pause.id, "from": pause.starts_at.isoformat(), "until": pause.over_at.isoformat()}


# --- reads -----------------------------------------------------------------------------------------------------------


def running_pauses(board_ids: Sequence[int], *, at: datetime) -> dict[int, AnswerPause]:
    """The pause that each of these boards is in, if it is in one: one query for a whole page."""
    found = db.session.scalars(
        select(AnswerPause).where(
            AnswerPause.board_id.in_(board_ids), AnswerPause.starts_at <= at, AnswerPause.ends_at > at, _end() > at
        )
    )
    return {pause.board_id: pause for pause in found}


def known_pauses(
    viewer: Viewer, board_ids: Sequence[int], *, most: int = _MOST_SHOWN
) -> Sequence[tuple[AnswerPause, str | None]]:
    """The pauses of those of these boards that this viewer sees, the latest first, and who made each."""
    seen = [board_id for board_id in board_ids if board_id in viewer.board_ids]
    rows = db.session.execute(
        select(AnswerPause, Account.display_name)
        .outerjoin(Account, Account.id == AnswerPause.account_id)
        .where(AnswerPause.board_id.in_(seen))
        .order_by(AnswerPause.starts_at.desc(), AnswerPause.id.desc())
        .limit(most)
    )
    return [(pause, name) for pause, name in rows]


def find_pause(viewer: Viewer, pause_id: int) -> AnswerPause | None:
    """The pause of this id, on a board that this viewer hosts."""
    pause = db.session.scalar(select(AnswerPause).where(AnswerPause.id == pause_id))
    return pause if pause is not None and viewer.hosts(pause.board_id) else None


def _end() -> ColumnElement[datetime]:
    return func.coalesce(AnswerPause.cut_at, AnswerPause.ends_at)
