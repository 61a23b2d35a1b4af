"""What stands beside an idea for those who host its board: whose it is, ticks, scores, notes."""

from typing import Any

from flask import g

from ideas.community.idea.models import Idea
from ideas.community.pipeline.checklist import checklist_of
from ideas.desk.assignment.staff.panel import assignment_of
from ideas.desk.note.staff.panel import notes_of
from ideas.desk.score.staff.panel import score_of


def staff_side(idea: Idea) -> dict[str, Any] | None:
    """Everything for `desk/inbox/_for_staff.html`; None for whoever does not host the idea's board, who learns none of it."""
    if not g.viewer.hosts(idea.board_id):
        return None
    return {**assignment_of(idea), **notes_of(idea), **score_of(idea), "checklist": checklist_of(idea)}
