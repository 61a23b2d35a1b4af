"""A pause in words, for the board's page, the promise and the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_interval
from flask import g
from flask_babel import get_locale, gettext

from ideas.base import clock
from ideas.community.board.models import AnswerPause, Board
from ideas.community.idea.routes.due import short_day
from ideas.community.pause.actions import known_pauses


@dataclass(frozen=True, slots=True)
class PauseLine:
    """`state`: ahead, running, over, or called-off."""

    id: int
    board_name: str
    days: str
    until: str
    note: str
    state: str
    reason: str


def pauses_on(board: Board, *, most: int) -> list[PauseLine]:
    """The last pauses of a board, for its own page; those that were called off are told on the promise."""
    now = clock.now()
    lines = [pause_line(pause, now=now) for pause, _ in known_pauses(g.viewer, [board.id], most=most)]
    return [line for line in lines if line.state != "called-off"]


def pause_line(pause: AnswerPause, *, now: datetime, board_name: str = "") -> PauseLine:
    """From when to when the clock stood still, and what became of it."""
    state = _state(pause, now)
    return PauseLine(
        pause.id,
        board_name,
        _days(pause, now),
        short_day(pause.over_at, now=now),
        _note(pause, state, now),
        state,
        pause.reason,
    )


def _state(pause: AnswerPause, now: datetime) -> str:
    if pause.over_at <= pause.starts_at:
        return "called-off"
    if pause.over_at <= now:
        return "over"
    return "running" if pause.starts_at <= now else "ahead"


def _days(pause: AnswerPause, now: datetime) -> str:
    """The first and the last day, as they were announced: «Dec 22 – 24»."""
    first, last = pause.starts_at.date(), (pause.ends_at - timedelta(microseconds=1)).date()
    parts = "MMMd" if first.year == last.year == now.year else "yMMMd"
    return str(format_interval(first, last, parts, locale=get_locale() or "en"))


def _note(pause: AnswerPause, state: str, now: datetime) -> str:
    if state == "called-off":
        return str(gettext("called off before it began"))
    if pause.cut_at is not None:
        return str(gettext("ended sooner, on %(day)s", day=short_day(pause.cut_at, now=now)))
    return {"running": str(gettext("now")), "ahead": str(gettext("announced"))}.get(state, "")
