"""Who may merge: pure questions."""

from ideas.board.viewer import Viewer
from ideas.idea.models import Idea


def can_merge(viewer: Viewer, *ideas: Idea) -> bool:
    """Whoever hosts the boards of all the ideas."""
    return all(viewer.hosts(idea.board_id) for idea in ideas)
