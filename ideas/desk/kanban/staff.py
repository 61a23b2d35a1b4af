"""The board of the desk: ideas as cards in columns, moved by hand or from a menu."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.community.board.models import Board
from ideas.community.board.queries import find_board
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_move
from ideas.community.idea.routes.due import dues_of
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.pipeline.actions import ReasonMissing, StaleMove
from ideas.community.pipeline.checklist import ChecklistOpen
from ideas.community.stage.queries import all_stages, find_stage
from ideas.desk.acts.act import Desk
from ideas.desk.acts.perform import perform_on_idea
from ideas.desk.inbox.staff.summary import undo_href
from ideas.desk.kanban.forms import CardMoveForm
from ideas.desk.kanban.queries import KanbanCard, column, columns, hosted, one_card
from ideas.people.brand.rules import Role
from ideas.rim.access import require, staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import UnexpectedInput, is_sent, read
from ideas.rim.messages import message_of
from ideas.rim.respond import wants_fragment
from ideas.rim.writing import writing

bp = Blueprint("kanban", __name__)
card = Blueprint("kanban_card", __name__)
BLUEPRINTS = (bp, card)


@bp.get("/<brand>/desk/board")
@staff(Role.PARTNER)
def index() -> ResponseReturnValue:
    """All columns, or for a script the next cards of one; without a script those are a page of that one column."""
    stages, board = all_stages(), _chosen_board(request.args.get("board"))
    board_id = board.id if board else None
    if "after" in request.args:
        stage = find_stage(request.args.get("stage", "")) or abort(404)
        found = [column(g.viewer, stage, stages, board_id=board_id, after=request.args["after"])]
    else:
        found = columns(g.viewer, stages, board_id=board_id)
    context = _context([shown for one in found for shown in one.cards], board)
    if wants_fragment() and len(found) == 1:
        return render_template("desk/kanban/_cards.html", column=found[0], **context)
    return desk_page("desk/kanban/index.html", columns=found, boards=hosted(g.viewer).boards, **context)


@card.get("/<brand>/desk/board/<int:number>")
@staff(Role.PARTNER)
def show(number: int) -> ResponseReturnValue:
    """One card as it is now, for a script; a person finds it on the board."""
    idea = _movable(number)
    return _fragment(idea, None) if wants_fragment() else redirect(_board_path(None))


@card.post("/<brand>/desk/board/<int:number>")
@staff(Role.PARTNER)
def update(number: int) -> ResponseReturnValue:
    """Move the idea. Where somebody was faster, nothing is moved and the card comes back as it is."""
    _movable(number)
    form = read(CardMoveForm)
    if not is_sent(form):
        raise UnexpectedInput(gettext("Choose where the card goes."))
    typed = {"stage": form.stage.data, "stage_version": str(form.stage_version.data or 0)}
    try:
        with writing():
            desk = Desk(brand=g.brand, viewer=g.viewer, by=g.viewer.account, at=clock.now())
            act = perform_on_idea("move", _movable(number).id, typed, desk=desk)
    except StaleMove as refusal:
        return _too_late(number, refusal, form.board.data)
    except (ReasonMissing, ChecklistOpen) as refusal:
        return _ask_for_more(number, form.stage.data, refusal)
    moved = idea_or_404(number)
    sentence = gettext("“%(title)s” moved to %(stage)s.", title=moved.title, stage=moved.stage.name)
    if wants_fragment():
        return _fragment(moved, sentence, form.board.data, undo=undo_href(act))
    flash(sentence, "success")
    return redirect(_board_path(form.board.data), 303)


def _movable(number: int) -> Idea:
    idea = idea_or_404(number)
    require(can_move(g.viewer, idea), gettext("You move ideas on the boards that you host; this is on another one."))
    return idea


def _too_late(number: int, refusal: Refusal, board: str | None) -> ResponseReturnValue:
    """409: what happened, and the fresh card, or without a script the board as it is now."""
    fresh = idea_or_404(number)
    if wants_fragment():
        return _fragment(fresh, message_of(refusal), board), 409
    flash(message_of(refusal), "error")
    return redirect(_board_path(board), 303)


def _ask_for_more(number: int, stage: str, refusal: Refusal) -> ResponseReturnValue:
    """A no needs its reason, and a checklist its ticks: both are on the page for moves."""
    address = url_for("move.new", number=number, to=stage)
    if wants_fragment():
        return "", 204, {"HX-Redirect": address}
    flash(message_of(refusal), "info")
    return redirect(address, 303)


def _fragment(idea: Idea, sentence: str | None, board: str | None = None, *, undo: str | None = None) -> str:
    fresh = one_card(g.viewer, idea, all_stages()) or abort(404)
    context = _context([fresh], _chosen_board(board))
    return render_template("desk/kanban/_card.html", shown=fresh, sentence=sentence, undo=undo, **context)


def _context(cards: list[KanbanCard], board: Board | None) -> dict[str, Any]:
    """What a card needs besides itself."""
    dues = dues_of((shown.card.id, shown.card.board_id, shown.card.answer_due) for shown in cards)
    names = {one.id: one.name for one in g.viewer.boards} if board is None and len(g.viewer.boards) > 1 else {}
    return {"board": board, "board_names": names, "dues": dues, "me": g.viewer.account.id}


def _chosen_board(slug: str | None) -> Board | None:
    """The board that the address asks for; nothing here for one that the person does not host."""
    return (find_board(hosted(g.viewer), slug) or abort(404)) if slug else None


def _board_path(board: str | None) -> str:
    return url_for("kanban.index", board=board or None)
