"""An idea's score as it stands beside it for whoever hosts its board, and the form for one's own marks."""

from typing import Any

from flask import g

from ideas.community.idea.models import Idea
from ideas.desk.score.forms import score_form
from ideas.desk.score.queries import Scorecard, scorecard
from ideas.rim.forms import Form


def score_of(idea: Idea, form: Form | None = None) -> dict[str, Any]:
    """For `score/_score.html`."""
    card = scorecard(idea, viewer=g.viewer)
    return {"idea": idea, "scorecard": card, "score_form": form or score_form(card)(None, data=_mine(card))}


def _mine(card: Scorecard) -> dict[str, str]:
    return {f"mark_{criterion_id}": str(mark) for criterion_id, mark in card.mine.items()}
