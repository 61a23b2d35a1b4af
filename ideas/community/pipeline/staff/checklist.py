"""What has to be ticked before ideas leave a stage: a list for each board and stage, kept by moderators."""

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.board.models import Board
from ideas.community.board.queries import find_board
from ideas.community.pipeline.checklist import (
    BadItem,
    add_item,
    all_items,
    change_item,
    find_item,
    move_item,
    retire_item,
)
from ideas.community.pipeline.forms import ChecklistItemForm, NewChecklistItemForm
from ideas.community.pipeline.models import ChecklistItem
from ideas.community.stage.queries import all_stages, find_stage
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import expect_nothing, is_sent, read
from ideas.rim.steps import goes_up

bp = Blueprint("checklist", __name__)
position = Blueprint("checklist_position", __name__)

ONE = "<int:item_id>"


@bp.get("/<brand>/desk/checklists")
@staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """The checklists of one board, the first one unless told."""
    board = _board(request.args.get("board"))
    return _list(board, NewChecklistItemForm(None, data={"board": board.slug}))


@bp.post("/<brand>/desk/checklists")
@staff(Role.MODERATOR)
def create() -> ResponseReturnValue:
    """Ask for one thing more."""
    form = read(NewChecklistItemForm)
    board = _board(form.board.data)
    _offer_stages(form)
    if not is_sent(form):
        return _list(board, form, status=422)
    stage = find_stage(form.stage.data) or abort(404)
    try:
        add_item(board, stage, form.text.data, by=g.viewer.account, at=clock.now())
    except BadItem as refusal:
        form.refuse(refusal)
        return _list(board, form, status=422)
    flash(gettext("From now on this is ticked before an idea leaves “%(stage)s”.", stage=stage.name), "success")
    return redirect(_path(board.slug), 303)


@bp.get(f"/<brand>/desk/checklists/{ONE}/edit")
@staff(Role.MODERATOR)
def edit(item_id: int) -> ResponseReturnValue:
    """One item."""
    item = find_item(item_id) or abort(404)
    return _one(item, read(ChecklistItemForm, text=item.text))


@bp.post(f"/<brand>/desk/checklists/{ONE}/edit")
@staff(Role.MODERATOR)
def update(item_id: int) -> ResponseReturnValue:
    """Put it in other words."""
    item = find_item(item_id) or abort(404)
    form = read(ChecklistItemForm)
    if not is_sent(form):
        return _one(item, form, status=422)
    try:
        change_item(item, form.text.data, by=g.viewer.account, at=clock.now())
    except BadItem as refusal:
        form.refuse(refusal)
        return _one(item, form, status=422)
    flash(gettext("Your changes are saved."), "success")
    return redirect(_path(_board_of(item).slug), 303)


@bp.post(f"/<brand>/desk/checklists/{ONE}/delete")
@staff(Role.MODERATOR)
def destroy(item_id: int) -> ResponseReturnValue:
    """Ask for it no more."""
    expect_nothing()
    item = find_item(item_id) or abort(404)
    retire_item(item, by=g.viewer.account, at=clock.now())
    flash(gettext("That is asked no more."), "success")
    return redirect(_path(_board_of(item).slug), 303)


@position.post(f"/<brand>/desk/checklists/{ONE}/position", endpoint="update")
@staff(Role.MODERATOR)
def update_position(item_id: int) -> ResponseReturnValue:
    """One step up or down."""
    item = find_item(item_id) or abort(404)
    move_item(item, up=goes_up(), by=g.viewer.account, at=clock.now())
    return redirect(_path(_board_of(item).slug), 303)


def _board(slug: str | None) -> Board:
    """The board of this slug, or the first one. Nothing here where there is none."""
    found = find_board(g.viewer, slug) if slug else next(iter(g.viewer.boards), None)
    return found if found is not None else abort(404)


def _board_of(item: ChecklistItem) -> Board:
    board: Board = next((board for board in g.viewer.boards if board.id == item.board_id), None) or abort(404)
    return board


def _path(board: str) -> str:
    return url_for("checklist.index", board=board)


def _offer_stages(form: NewChecklistItemForm) -> None:
    form.stage.choices = {stage.slug: stage.name for stage in all_stages()}


def _list(board: Board, form: NewChecklistItemForm, status: int = 200) -> ResponseReturnValue:
    _offer_stages(form)
    tabs = [{"label": one.name, "href": _path(one.slug), "current": one.id == board.id} for one in g.viewer.boards]
    return desk_page(
        "community/pipeline/checklists.html",
        status=status,
        board=board,
        tabs=tabs,
        form=form,
        stages=all_stages(),
        items=all_items(board),
    )


def _one(item: ChecklistItem, form: ChecklistItemForm, status: int = 200) -> ResponseReturnValue:
    return desk_page(
        "community/pipeline/checklist_item.html", status=status, item=item, form=form, board=_board_of(item)
    )
