"""The alert of an address, for this viewer."""

from flask import abort, g

from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.queries import find_alert


def alert_or_404(alert_id: int) -> VoteAlert:
    """The alert, if this person may see it."""
    alert = find_alert(alert_id, viewer=g.viewer)
    if alert is None:
        abort(404)
    return alert
