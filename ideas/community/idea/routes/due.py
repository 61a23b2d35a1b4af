"""The answer clock in words: when an idea's answer is due, and by which rule a board promises one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_skeleton
from flask import g
from flask_babel import get_locale, gettext, ngettext

from ideas.base import clock
from ideas.community.board.models import AnswerPause, Board
from ideas.community.idea.models import Idea
from ideas.community.pause.actions import running_pauses

SOON_DAYS = 2
MONTH, YEAR = 30, 365


@dataclass(frozen=True, slots=True)
class DueFace:
    """What the due badge shows: words, a state (ok, soon, late, paused) and the exact moment for those who ask.

    Being part of what a kept card is known by, the words change when the day does.
    """

    text: str
    state: str
    moment: datetime


def dues_of(waiting: Iterable[tuple[int, int, datetime | None]]) -> dict[int, DueFace]:
    """The badges of the ideas that wait: each given as its id, its board's id and its due. One query, if a pause may be in force."""
    rows = [(idea_id, board_id, due) for idea_id, board_id, due in waiting if due is not None]
    if not rows:
        return {}
    now = clock.now()
    boards = {board_id for _, board_id, _ in rows if g.viewer.paused_until.get(board_id, now) > now}
    pauses = running_pauses(sorted(boards), at=now) if boards else {}
    return {idea_id: due_face(due, pauses.get(board_id), now=now) for idea_id, board_id, due in rows}


def due_of(idea: Idea) -> DueFace | None:
    """The badge of one idea, whose rank is loaded; none where no answer is owed."""
    due = idea.rank.answer_due if idea.rank.awaits_answer else None
    return dues_of([(idea.id, idea.board_id, due)]).get(idea.id)


def due_face(due: datetime, pause: AnswerPause | None, *, now: datetime) -> DueFace:
    """The badge for this due, on a board that is in this pause. What was late when the pause began stays late."""
    if pause is not None and due > now:
        return DueFace(gettext("Clock paused until %(day)s", day=short_day(pause.over_at, now=now)), "paused", due)
    days = (due.date() - now.date()).days
    if due <= now:
        return DueFace(_late(-days), "late", due)
    return DueFace(_ahead(days), "soon" if days <= SOON_DAYS else "ok", due)


def rule_of(board: Board) -> str:
    """What a board promises, in one sentence."""
    days, votes = board.answer_days, board.answer_votes
    if votes is None:
        return str(
            ngettext(
                "We answer every idea here within %(num)s day.", "We answer every idea here within %(num)s days.", days
            )
        )
    return str(
        ngettext(
            "We answer every idea here within %(num)s day, or a day after it has %(votes)s votes.",
            "We answer every idea here within %(num)s days, or a day after it has %(votes)s votes.",
            days,
            votes=votes,
        )
    )


def short_day(moment: datetime, *, now: datetime) -> str:
    """«Jan 3», with the year where it is another one."""
    parts = "MMMd" if moment.year == now.year else "yMMMd"
    return str(format_skeleton(parts, moment, locale=get_locale() or "en"))


def _ahead(days: int) -> str:
    if days == 0:
        return str(gettext("Answer due today"))
    if days == 1:
        return str(gettext("Answer due tomorrow"))
    return str(ngettext("Answer due in %(num)s day", "Answer due in %(num)s days", days))


def _late(days: int) -> str:
    if days == 0:
        return str(gettext("Answer was due today"))
    if days < 2 * MONTH:
        return str(ngettext("Answer %(num)s day late", "Answer %(num)s days late", days))
    if days < 2 * YEAR:
        return str(ngettext("Answer %(num)s month late", "Answer %(num)s months late", days // MONTH))
    return str(ngettext("Answer %(num)s year late", "Answer %(num)s years late", days // YEAR))
