"""The desk's numbers: what is owed today, by whom, and how it went."""

from flask import Blueprint, abort, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.board.models import Board
from ideas.community.idea.routes.due import short_day
from ideas.desk.analytics.queries import answerers, today, trend
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page

bp = Blueprint("numbers", __name__)


@bp.get("/<brand>/desk/numbers")
@staff(Role.PARTNER)
def show() -> ResponseReturnValue:
    """Today, by person, and by week; of all the boards that this person hosts or of one of them."""
    hosted = [board for board in g.viewer.boards if g.viewer.hosts(board.id)]
    board, now = _asked(hosted), clock.now()
    board_id = board.id if board else None
    weeks = trend(g.viewer, now, board_id=board_id)
    return desk_page(
        "desk/analytics/show.html",
        hosted=hosted,
        board=board,
        today=today(g.viewer, now, board_id=board_id),
        answerers=answerers(g.viewer, now, board_id=board_id),
        tabs=_tabs(hosted, board),
        weeks=[
            {"label": short_day(week.first_day, now=now), "first": week.came, "second": week.answered} for week in weeks
        ],
    )


def _asked(hosted: list[Board]) -> Board | None:
    """The board that the address names, of those that this person hosts."""
    slug = request.args.get("board")
    return next((board for board in hosted if board.slug == slug), None) or abort(404) if slug else None


def _tabs(hosted: list[Board], board: Board | None) -> list[dict[str, object]]:
    every = {"label": gettext("All boards"), "href": url_for("numbers.show"), "current": board is None}
    return [
        every,
        *(
            {"label": one.name, "href": url_for("numbers.show", board=one.slug), "current": one is board}
            for one in hosted
        ),
    ]
