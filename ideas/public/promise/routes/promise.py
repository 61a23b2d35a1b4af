"""The public page of how fast the brand answers."""

from datetime import datetime

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from ideas.base import clock
from ideas.community.idea.routes.due import rule_of
from ideas.community.pause.actions import known_pauses
from ideas.community.pause.routes.pause_line import pause_line
from ideas.public.promise.queries import Figures, read_promise
from ideas.rim.access import public
from ideas.rim.pagecache import same_for_visitors

bp = Blueprint("promise", __name__)


@bp.get("/<brand>/promise")
@same_for_visitors
@public
def show() -> ResponseReturnValue:
    """Share of ideas answered in time and the median wait, by month and by board; and when the clock stood still."""
    now = clock.now()
    promise = read_promise(g.viewer, at=now)
    names = {board.id: board.name for board in g.viewer.boards}
    return render_template(
        "public/promise/show.html",
        promise=promise,
        shares=[_point(start, month.share, _hint(month)) for start, month in promise.months],
        waits=[_point(start, month.median_days, "") for start, month in promise.months],
        rules={board.id: rule_of(board) for board in g.viewer.boards},
        pauses=[
            pause_line(pause, now=now, board_name=names[pause.board_id])
            for pause, _ in known_pauses(g.viewer, g.viewer.board_ids)
        ],
    )


def _point(first_day: datetime, value: float | None, hint: str) -> dict[str, object]:
    return {"label": format_date(first_day, "MMM y"), "value": value, "hint": hint}


def _hint(month: Figures) -> str:
    if month.decided == month.came:
        return str(gettext("%(in_time)s of %(came)s", in_time=month.in_time, came=month.came))
    return str(
        gettext(
            "%(in_time)s of %(decided)s; %(open)s still have time",
            in_time=month.in_time,
            decided=month.decided,
            open=month.came - month.decided,
        )
    )
