"""Finding the idea that an address names, or answering that there is nothing here."""

from flask import abort, g
from flask_babel import gettext

from ideas.community.idea.models import Idea
from ideas.community.idea.queries import find_idea
from ideas.rim.access import require


def idea_or_404(number: int) -> Idea:
    """The idea of this number if this viewer may see it; else 404, as if it were not there."""
    return find_idea(number, viewer=g.viewer) or abort(404)


def hosted_idea_or_404(number: int) -> Idea:
    """The idea of this number, for somebody who hosts its board; else 404 or 403."""
    idea = idea_or_404(number)
    require(
        g.viewer.hosts(idea.board_id), gettext("You see to ideas on the boards that you host; this is on another one.")
    )
    return idea
