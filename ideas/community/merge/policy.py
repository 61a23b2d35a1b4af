"""Who may merge: pure questions."""

from ideas.community.idea.models import Idea
from ideas.people.brand.viewer import Viewer


def can_merge(viewer: Viewer, *ideas: Idea) -> bool:
    """Whoever hosts the boards of all the ideas."""
    return all(viewer.hosts(idea.board_id) for idea in ideas)
