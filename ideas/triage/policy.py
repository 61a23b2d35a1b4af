"""Whose an item of the queue is."""

from ideas.board.viewer import Viewer
from ideas.triage.items import Item
from ideas.triage.rules import Kind


def can_see_to(viewer: Viewer, item: Item) -> bool:
    """Moderators see to everything, partners to what stands on the boards that they host; appeals are not theirs."""
    if item.board_id is None or item.ref.kind is Kind.APPEAL:
        return viewer.is_moderator
    return viewer.hosts(item.board_id)
