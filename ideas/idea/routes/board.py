"""A board's page: the list of its ideas."""

from flask import Blueprint, abort, g
from flask.typing import ResponseReturnValue

from ideas.board.queries import find_board
from ideas.idea.routes.listing import show_list
from ideas.web.access import public
from ideas.web.pagecache import same_for_visitors

bp = Blueprint("board", __name__)


@bp.get("/<brand>/boards/<board>")
@same_for_visitors
@public
def show(board: str) -> ResponseReturnValue:
    """The ideas of one board, for those who may see it."""
    return show_list(find_board(g.viewer, board) or abort(404))
