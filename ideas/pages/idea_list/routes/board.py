"""A board's page: the list of its ideas."""

from flask import Blueprint, abort, g
from flask.typing import ResponseReturnValue

from ideas.community.board.queries import find_board
from ideas.pages.idea_list.listing import show_list
from ideas.rim.access import public
from ideas.rim.pagecache import same_for_visitors

bp = Blueprint("board", __name__)


@bp.get("/<brand>/boards/<board>")
@same_for_visitors
@public
def show(board: str) -> ResponseReturnValue:
    """The ideas of one board, for those who may see it."""
    return show_list(find_board(g.viewer, board) or abort(404))
