"""Pauses of the answer clock: what there is, and a new one."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from ideas.base import clock
from ideas.community.board.models import Board
from ideas.community.board.queries import find_board
from ideas.community.pause.actions import BadPause, PauseOverlaps, add_pause, known_pauses
from ideas.community.pause.forms import PauseForm, bounds_of
from ideas.community.pause.routes.pause_line import pause_line
from ideas.people.brand.rules import Role
from ideas.rim.access import require, staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import read
from ideas.rim.writing import carry_out

bp = Blueprint("pause", __name__)

NOT_A_HOST = _l("You don't host a board yet. An owner can make you its host.")


@bp.get("/<brand>/desk/pauses")
@staff(Role.PARTNER)
def index() -> ResponseReturnValue:
    """The pauses of the boards that this person hosts, the latest first."""
    hosted, now = _hosted(), clock.now()
    names = {board.id: board.name for board in hosted}
    found = known_pauses(g.viewer, list(names))
    lines = [(pause_line(pause, now=now, board_name=names[pause.board_id]), name) for pause, name in found]
    return desk_page("community/pause/pauses.html", lines=lines, hosted=hosted)


@bp.get("/<brand>/desk/pauses/new")
@staff(Role.PARTNER)
def new() -> ResponseReturnValue:
    """The form for a pause."""
    return desk_page("community/pause/pause_new.html", form=_form())


@bp.post("/<brand>/desk/pauses")
@staff(Role.PARTNER)
def create() -> ResponseReturnValue:
    """Announce it."""
    form, now = _form(), clock.now()

    def announce() -> None:
        board = find_board(g.viewer, form.board.data) or abort(404)
        require(g.viewer.hosts(board.id), str(NOT_A_HOST))
        starts_at, ends_at = bounds_of(form.first_day.data, form.last_day.data, now=now)
        add_pause(board, starts_at=starts_at, ends_at=ends_at, reason=form.reason.data, by=g.viewer.account, at=now)

    done = carry_out(form, announce, BadPause, PauseOverlaps)
    if done.refused:
        return desk_page("community/pause/pause_new.html", form=form, status=done.refused)
    flash(gettext("The pause is announced. What is due later has that much longer."), "success")
    return redirect(url_for("pause.index"), 303)


def _form() -> PauseForm:
    """The form as it was sent or as it begins, for the boards that this person hosts."""
    hosted = _hosted()
    require(bool(hosted), str(NOT_A_HOST))
    form = read(PauseForm, first_day=clock.now().date())
    form.board.choices = {board.slug: board.name for board in hosted}
    return form


def _hosted() -> list[Board]:
    return [board for board in g.viewer.boards if g.viewer.hosts(board.id)]
