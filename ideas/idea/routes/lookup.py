"""Finding the idea that an address names, or answering that there is nothing here."""

from flask import abort, g

from ideas.idea.models import Idea
from ideas.idea.queries import find_idea


def idea_or_404(number: int) -> Idea:
    """The idea of this number if this viewer may see it; else 404, as if it were not there."""
    return find_idea(number, viewer=g.viewer) or abort(404)
