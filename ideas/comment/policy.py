"""Who may do what to a comment."""

from ideas.board.viewer import Viewer
from ideas.comment.models import Comment
from ideas.idea.models import Idea
from ideas.idea.rules import Visibility


def can_comment(viewer: Viewer, idea: Idea) -> bool:
    """Whoever is signed in, while the stage takes comments; hosts as long as the idea is public."""
    return viewer.is_signed_in and (idea.takes_comments or _speaks_late(viewer, idea))


def can_edit(viewer: Viewer, comment: Comment, idea: Idea) -> bool:
    """Its author, while the stage takes comments."""
    own = viewer.account_id is not None and viewer.account_id == comment.author_id
    return own and comment.removed_at is None and (idea.takes_comments or _speaks_late(viewer, idea))


def can_remove(viewer: Viewer, comment: Comment) -> bool:
    """Its author, at any time."""
    return viewer.account_id is not None and viewer.account_id == comment.author_id and comment.removed_at is None


def _speaks_late(viewer: Viewer, idea: Idea) -> bool:
    return idea.visibility is Visibility.PUBLIC and viewer.hosts(idea.board_id)
