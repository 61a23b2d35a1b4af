"""The boards of a brand: what they are called, who sees them, who is on them."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.board.actions import BoardExists, create_board, update_board
from ideas.community.board.answer_rule import set_answer_rule
from ideas.community.board.approval_rule import set_approval_rule
from ideas.community.board.forms import ACCESS_HINTS, ACCESS_WORDS, PLACE_HINTS, BoardForm, BoardMemberForm
from ideas.community.board.models import Board
from ideas.community.board.queries import find_board, people_counts, people_on
from ideas.community.board.rules import Access, Approval
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import read
from ideas.rim.settings_frame import settings_page
from ideas.rim.writing import carry_out

bp = Blueprint("board_settings", __name__)


@bp.get("/<brand>/settings/boards")
@staff(Role.OWNER)
def index() -> ResponseReturnValue:
    """All boards in order."""
    return settings_page(
        "community/board/boards.html", boards=g.viewer.boards, counts=people_counts(), words=ACCESS_WORDS
    )


@bp.get("/<brand>/settings/boards/new")
@staff(Role.OWNER)
def new() -> ResponseReturnValue:
    """The form for another board."""
    return _new_page(read(BoardForm))


@bp.post("/<brand>/settings/boards")
@staff(Role.OWNER)
def create() -> ResponseReturnValue:
    """Make it, and go on to who is on it."""
    form = read(BoardForm)

    def make() -> Board:
        board = create_board(g.brand, by=g.viewer.account, at=clock.now(), **_values(form))
        _set_rules(board, form)
        return board

    done = carry_out(form, make, BoardExists)
    if done.refused:
        return _new_page(form, status=done.refused)
    flash(gettext("The board is there. Now choose who hosts it."), "success")
    return redirect(url_for("board_settings.edit", board=done.value.slug), 303)


@bp.get("/<brand>/settings/boards/<board>/edit")
@staff(Role.OWNER)
def edit(board: str) -> ResponseReturnValue:
    """One board and the people on it."""
    found = board_or_404(board)
    return board_page(found, read(BoardForm, obj=found))


@bp.post("/<brand>/settings/boards/<board>/edit")
@staff(Role.OWNER)
def update(board: str) -> ResponseReturnValue:
    """Change it."""
    form = read(BoardForm)

    def change() -> None:
        found = board_or_404(board)
        update_board(found, by=g.viewer.account, at=clock.now(), **_values(form))
        _set_rules(found, form)

    done = carry_out(form, change)
    if done.refused:
        return board_page(board_or_404(board), form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("board_settings.edit", board=board), 303)


def board_or_404(slug: str) -> Board:
    """The board of this slug if this viewer may see it; else 404."""
    return find_board(g.viewer, slug) or abort(404)


def board_page(
    board: Board, form: BoardForm, *, person_form: BoardMemberForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page of one board's settings."""
    return settings_page(
        "community/board/board.html",
        status=status,
        board=board,
        form=form,
        person_form=person_form or BoardMemberForm(None),
        people=people_on(board),
        access_hints=ACCESS_HINTS,
        place_hints=PLACE_HINTS,
    )


def _new_page(form: BoardForm, status: int = 200) -> ResponseReturnValue:
    return settings_page("community/board/board_new.html", status=status, form=form, access_hints=ACCESS_HINTS)


def _values(form: BoardForm) -> dict[str, Any]:
    return {"name": form.name.data, "description": form.description.data, "access": Access(form.access.data)}


def _set_rules(board: Board, form: BoardForm) -> None:
    set_answer_rule(board, by=g.viewer.account, at=clock.now(), **_rule(form, board))
    set_approval_rule(board, by=g.viewer.account, at=clock.now(), **_approval(form, board))


def _rule(form: BoardForm, board: Board) -> dict[str, Any]:
    """The answer rule as it was sent; what is not in the request stays."""
    days, votes = form.answer_days, form.answer_votes
    return {
        "days": days.data if days.raw_data else board.answer_days,
        "votes": votes.data if votes.raw_data else board.answer_votes,
    }


def _approval(form: BoardForm, board: Board) -> dict[str, Approval]:
    """Whose posts wait, as it was sent; what is not in the request stays."""
    ideas, comments = form.idea_approval, form.comment_approval
    return {
        "ideas": Approval(ideas.data) if ideas.raw_data else board.idea_approval,
        "comments": Approval(comments.data) if comments.raw_data else board.comment_approval,
    }
