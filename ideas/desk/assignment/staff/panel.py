"""Who sees to an idea, in the panel beside it for whoever hosts its board."""

from typing import Any

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.desk.assignment.queries import assignees_of, hosts_for


def assignment_of(idea: Idea) -> dict[str, Any]:
    """For `assignment/_assignment.html`."""
    return {
        "idea": idea,
        "owner": assignees_of([idea.id]).get(idea.id),
        "hosts": hosts_for(idea.board_id, at=clock.now()),
    }
