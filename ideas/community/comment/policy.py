"""Who may do what to a comment."""

from sqlalchemy import ColumnElement, and_, or_, true

from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.brand.viewer import Viewer


def can_comment(viewer: Viewer, idea: Idea) -> bool:
    """Whoever is signed in, while the stage takes comments; hosts as long as the idea is public and stands for itself."""
    return viewer.is_signed_in and (idea.takes_comments or _speaks_late(viewer, idea))


def can_see(viewer: Viewer, comment: Comment, idea: Idea) -> bool:
    """Public ones: whoever sees the idea. The others: the board's hosts and their author, who is not shown spam."""
    if comment.visibility is Visibility.PUBLIC or viewer.hosts(idea.board_id):
        return True
    return is_author(viewer, comment) and comment.visibility is not Visibility.SPAM


def is_seen(comment: type[Comment], idea: Idea, viewer: Viewer) -> ColumnElement[bool]:
    """The same as `can_see`, as a condition of a query."""
    if viewer.hosts(idea.board_id):
        return true()
    is_public = comment.visibility == Visibility.PUBLIC
    if viewer.account_id is None:
        return is_public
    return or_(is_public, and_(comment.author_id == viewer.account_id, comment.visibility != Visibility.SPAM))


def is_author(viewer: Viewer, comment: Comment) -> bool:
    return viewer.account_id is not None and viewer.account_id == comment.author_id


def can_edit(viewer: Viewer, comment: Comment, idea: Idea) -> bool:
    """Its author, while the stage takes comments and staff have not hidden it."""
    is_there = comment.removed_at is None and comment.visibility in (Visibility.PUBLIC, Visibility.PENDING)
    return is_author(viewer, comment) and is_there and (idea.takes_comments or _speaks_late(viewer, idea))


def can_remove(viewer: Viewer, comment: Comment) -> bool:
    """Its author, at any time."""
    return is_author(viewer, comment) and comment.removed_at is None


def _speaks_late(viewer: Viewer, idea: Idea) -> bool:
    return idea.visibility is Visibility.PUBLIC and not idea.is_merged and viewer.hosts(idea.board_id)
