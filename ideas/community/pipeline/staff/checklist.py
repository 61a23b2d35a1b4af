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
from ideas.rim.forms import expect_nothing, read
from ideas.rim.steps import goes_up
from ideas.rim.writing import carry_out, writing

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

    def add() -> str:
        stage = find_stage(form.stage.data) or abort(404)
        add_item(_board(form.board.data), stage, form.text.data, by=g.viewer.account, at=clock.now())
        return stage.name

    done = carry_out(form, add, BadItem)
    if done.refused:
        return _list(_board(form.board.data), form, status=done.refused)
    flash(gettext("From now on this is ticked before an idea leaves “%(stage)s”.", stage=done.value), "success")
    return redirect(_path(board.slug), 303)


@bp.get(f"/<brand>/desk/checklists/{ONE}/edit")
@staff(Role.MODERATOR)
def edit(item_id: int) -> ResponseReturnValue:
    """One item."""
    item = _item(item_id)
    return _one(item, read(ChecklistItemForm, text=item.text))


@bp.post(f"/<brand>/desk/checklists/{ONE}/edit")
@staff(Role.MODERATOR)
def update(item_id: int) -> ResponseReturnValue:
    """Put it in other words."""
    form = read(ChecklistItemForm)
    done = carry_out(
        form, lambda: change_item(_item(item_id), form.text.data, by=g.viewer.account, at=clock.now()), BadItem
    )
    if done.refused:
        return _one(_item(item_id), form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(_path(_board_of(_item(item_id)).slug), 303)


@bp.post(f"/<brand>/desk/checklists/{ONE}/delete")
@staff(Role.MODERATOR)
def destroy(item_id: int) -> ResponseReturnValue:
    """Ask for it no more."""
    expect_nothing()
    with writing():
        item = _item(item_id)
        retire_item(item, by=g.viewer.account, at=clock.now())
    flash(gettext("That is asked no more."), "success")
    return redirect(_path(_board_of(item).slug), 303)


@position.post(f"/<brand>/desk/checklists/{ONE}/position", endpoint="update")
@staff(Role.MODERATOR)
def update_position(item_id: int) -> ResponseReturnValue:
    """One step up or down."""
    up = goes_up()
    with writing():
        item = _item(item_id)
        move_item(item, up=up, by=g.viewer.account, at=clock.now())
    return redirect(_path(_board_of(item).slug), 303)


def _board(slug: str | None) -> Board:
    """The board of this slug, or the first one. Nothing here where there is none."""
    found = find_board(g.viewer, slug) if slug else next(iter(g.viewer.boards), None)
    return found if found is not None else abort(404)


def _item(item_id: int) -> ChecklistItem:
    return find_item(item_id) or abort(404)


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
