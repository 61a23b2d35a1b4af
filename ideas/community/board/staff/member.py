"""Putting people on a board and taking them off."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.community.board.actions import HostsAreStaff, add_to_board, take_off_board
from ideas.community.board.forms import HOST, BoardForm, BoardMemberForm
from ideas.community.board.models import Board
from ideas.community.board.queries import find_board
from ideas.community.board.staff.settings import board_page
from ideas.people.brand.people import look_up_member
from ideas.people.brand.queries import find_member
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing, is_sent, read

bp = Blueprint("board_member", __name__)


@bp.post("/<brand>/settings/boards/<board>/people")
@staff(Role.OWNER)
def create(board: str) -> ResponseReturnValue:
    """Add somebody who takes part in the brand already, or change what they are on this board."""
    found = find_board(g.viewer, board) or abort(404)
    form = read(BoardMemberForm)
    member = look_up_member(form.person.data) if is_sent(form) else None
    if member is None:
        return _again(
            found, form, Refusal(gettext("Nobody here has this name or address. Invite them first."), field="person")
        )
    try:
        add_to_board(found, member[0], as_host=form.place.data == HOST, by=g.viewer.account, at=clock.now())
    except HostsAreStaff as refusal:
        return _again(found, form, refusal)
    flash(gettext("%(name)s is on the board.", name=member[1].display_name), "success")
    return redirect(url_for("board_settings.edit", board=found.slug), 303)


@bp.post("/<brand>/settings/boards/<board>/people/<handle>/delete")
@staff(Role.OWNER)
def destroy(board: str, handle: str) -> ResponseReturnValue:
    """Take somebody off; what they wrote stays."""
    expect_nothing()
    found = find_board(g.viewer, board) or abort(404)
    membership, person = find_member(handle) or abort(404)
    take_off_board(found, membership.account_id, by=g.viewer.account, at=clock.now())
    flash(gettext("%(name)s is off the board.", name=person.display_name), "success")
    return redirect(url_for("board_settings.edit", board=found.slug), 303)


def _again(board: Board, form: BoardMemberForm, refusal: Refusal) -> ResponseReturnValue:
    if not form.errors:
        form.refuse(refusal)
    return board_page(board, BoardForm(None, obj=board), person_form=form, status=422)
