"""Who may see what the watch found, and who decides on it."""

from ideas.people.brand.viewer import Viewer
from ideas.trust.fraud.models import VoteAlert


def can_see_alert(viewer: Viewer, alert: VoteAlert) -> bool:
    """Moderators see all; partners what is about ideas of the boards that they host."""
    return viewer.is_moderator or (alert.board_id is not None and viewer.hosts(alert.board_id))


def can_decide(viewer: Viewer) -> bool:
    """Whose votes count is for moderators to say."""
    return viewer.is_moderator
