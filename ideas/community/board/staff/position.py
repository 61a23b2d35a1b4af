"""The order of the boards, a step at a time."""

from flask import Blueprint, g, redirect, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.community.board.actions import move_board
from ideas.community.board.staff.settings import board_or_404
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.steps import goes_up
from ideas.rim.writing import writing

bp = Blueprint("board_position", __name__)


@bp.post("/<brand>/settings/boards/<board>/position")
@staff(Role.OWNER)
def update(board: str) -> ResponseReturnValue:
    """One step up or down."""
    up = goes_up()
    with writing():
        move_board(board_or_404(board), up=up, by=g.viewer.account, at=clock.now())
    return redirect(url_for("board_settings.index"), 303)
