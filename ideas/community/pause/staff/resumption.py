"""Ending a pause sooner than it was said."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.pause.actions import cut_pause, find_pause
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.writing import writing

bp = Blueprint("resumption", __name__)


@bp.post("/<brand>/desk/pauses/<int:pause>/end")
@staff(Role.PARTNER)
def create(pause: int) -> ResponseReturnValue:
    """Let the clock go on now; a pause that has not begun is called off."""
    expect_nothing()
    with writing():
        found = find_pause(g.viewer, pause) or abort(404)
        board = next(board for board in g.viewer.boards if board.id == found.board_id)
        cut_pause(found, board=board, by=g.viewer.account, at=clock.now())
    is_off = found.over_at <= found.starts_at
    flash(gettext("The pause is called off.") if is_off else gettext("The clock goes on."), "success")
    return redirect(url_for("pause.index"), 303)
