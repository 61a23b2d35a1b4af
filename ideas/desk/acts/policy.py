"""Whose an item of the queue is."""

from ideas.desk.acts.items import Item
from ideas.desk.acts.rules import Kind
from ideas.people.brand.viewer import Viewer


def can_see_to(viewer: Viewer, item: Item) -> bool:
    """Moderators see to everything, partners to what stands on the boards that they host; appeals are not theirs."""
    if item.board_id is None or item.ref.kind is Kind.APPEAL:
        return viewer.is_moderator
    return viewer.hosts(item.board_id)
