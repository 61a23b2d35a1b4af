"""Who may do what to an idea: pure questions."""

from sqlalchemy import ColumnElement

from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.people.brand.viewer import Viewer

SEEN_BY_AUTHOR = frozenset({Visibility.PUBLIC, Visibility.PENDING, Visibility.HIDDEN, Visibility.WITHDRAWN})


def can_see(viewer: Viewer, idea: Idea) -> bool:
    """Public ideas: whoever sees the board. The others: their author (never spam) and the board's hosts."""
    if idea.board_id not in viewer.board_ids:
        return False
    if idea.visibility is Visibility.PUBLIC or viewer.hosts(idea.board_id):
        return True
    return is_author(viewer, idea) and idea.visibility in SEEN_BY_AUTHOR


def is_shown_to_author() -> ColumnElement[bool]:
    """What `can_see` says to an author of an idea of theirs, as a condition of a query on `IdeaRank`."""
    return IdeaRank.visibility != Visibility.SPAM


def is_author(viewer: Viewer, idea: Idea) -> bool:
    return viewer.account_id is not None and viewer.account_id == idea.author_id


def can_edit(viewer: Viewer, idea: Idea) -> bool:
    """The author while the stage allows it; the board's hosts always, with a reason."""
    return viewer.hosts(idea.board_id) or (is_author(viewer, idea) and idea.takes_edits)


def can_withdraw(viewer: Viewer, idea: Idea) -> bool:
    """The author, while the stage allows edits."""
    return is_author(viewer, idea) and idea.takes_edits


def can_move(viewer: Viewer, idea: Idea) -> bool:
    """Hosts of the board answer its ideas and move them."""
    return viewer.hosts(idea.board_id) and idea.visibility is Visibility.PUBLIC and not idea.is_merged
