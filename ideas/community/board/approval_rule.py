"""Whose posts wait for approval on a board: the rule that its owner sets, for ideas and for comments."""

from datetime import datetime

from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.people.account.models import Account
from ideas.spine.activity.actions import record


def set_approval_rule(board: Board, *, ideas: Approval, comments: Approval, by: Account, at: datetime) -> None:
    """Publish at once, hold each person's first post, or hold everything. What waits already goes on waiting."""
    before = {"ideas": board.idea_approval.value, "comments": board.comment_approval.value}
    after = {"ideas": ideas.value, "comments": comments.value}
    if before == after:
        return
    board.idea_approval, board.comment_approval = ideas, comments
    db.session.flush()
    record(
        "board.approval_rule_changed",
        brand_id=board.brand_id,
        by=by.id,
        at=at,
        board_id=board.id,
        detail=after,
        before=before,
        after=after,
    )
