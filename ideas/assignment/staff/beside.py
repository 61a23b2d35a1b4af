"""Who sees to an idea, as it stands beside it for whoever hosts its board."""

from typing import Any

from ideas.assignment.queries import assignees_of, hosts_for
from ideas.idea.models import Idea
from ideas.kit import clock


def assignment_of(idea: Idea) -> dict[str, Any]:
    """For `assignment/_assignment.html`."""
    return {
        "idea": idea,
        "owner": assignees_of([idea.id]).get(idea.id),
        "hosts": hosts_for(idea.board_id, at=clock.now()),
    }
