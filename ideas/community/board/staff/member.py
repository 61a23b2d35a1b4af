"""Putting people on a board and taking them off."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.community.board.actions import HostsAreStaff, add_to_board, take_off_board
from ideas.community.board.forms import HOST, BoardForm, BoardMemberForm
from ideas.community.board.staff.settings import board_or_404, board_page
from ideas.people.brand.people import look_up_member
from ideas.people.brand.queries import find_member
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing, read
from ideas.rim.writing import carry_out, writing

bp = Blueprint("board_member", __name__)


class NobodyFound(Refusal):
    """Nobody of the brand has this name or address."""


@bp.post("/<brand>/settings/boards/<board>/people")
@staff(Role.OWNER)
def create(board: str) -> ResponseReturnValue:
    """Add somebody who takes part in the brand already, or change what they are on this board."""
    form = read(BoardMemberForm)

    def add() -> str:
        found, member = board_or_404(board), look_up_member(form.person.data)
        if member is None:
            raise NobodyFound(gettext("Nobody here has this name or address. Invite them first."), field="person")
        add_to_board(found, member[0], as_host=form.place.data == HOST, by=g.viewer.account, at=clock.now())
        return member[1].display_name

    done = carry_out(form, add, NobodyFound, HostsAreStaff)
    if done.refused:
        found = board_or_404(board)
        return board_page(found, BoardForm(None, obj=found), person_form=form, status=422)
    flash(gettext("%(name)s is on the board.", name=done.value), "success")
    return redirect(url_for("board_settings.edit", board=board), 303)


@bp.post("/<brand>/settings/boards/<board>/people/<handle>/delete")
@staff(Role.OWNER)
def destroy(board: str, handle: str) -> ResponseReturnValue:
    """Take somebody off; what they wrote stays."""
    expect_nothing()
    with writing():
        membership, person = find_member(handle) or abort(404)
        take_off_board(board_or_404(board), membership.account_id, by=g.viewer.account, at=clock.now())
    flash(gettext("%(name)s is off the board.", name=person.display_name), "success")
    return redirect(url_for("board_settings.edit", board=board), 303)
