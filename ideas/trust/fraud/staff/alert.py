"""What the watch over votes found: the list, and one alert with its evidence and what can be done."""

from typing import Any

from flask import Blueprint, abort, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.trust.fraud.policy import can_decide
from ideas.trust.fraud.queries import alert_view, decided_alerts, open_alerts
from ideas.trust.fraud.staff import words

bp = Blueprint("vote_alert", __name__)


@bp.get("/<brand>/desk/votes")
@staff(Role.PARTNER)
def index() -> ResponseReturnValue:
    """The alerts that wait, the oldest first, or with `show=decided` those on which somebody decided."""
    is_decided = request.args.get("show") == "decided"
    found, after = (decided_alerts if is_decided else open_alerts)(g.viewer, after=request.args.get("after"))
    show = "decided" if is_decided else None
    return desk_page(
        "trust/fraud/alerts.html",
        alerts=found,
        words=words,
        is_decided=is_decided,
        tabs=_tabs(is_decided),
        more=url_for("vote_alert.index", show=show, after=after) if after else None,
        can_search=can_decide(g.viewer),
    )


@bp.get("/<brand>/desk/votes/<int:alert_id>")
@staff(Role.PARTNER)
def show(alert_id: int) -> ResponseReturnValue:
    """One alert: what was seen, of whom, and what deciding would change."""
    view = alert_view(alert_id, g.viewer)
    if view is None:
        abort(404)
    return desk_page(
        "trust/fraud/alert.html", view=view, alert=view.alert, words=words, may_decide=can_decide(g.viewer)
    )


def _tabs(is_decided: bool) -> list[dict[str, Any]]:
    return [
        {"label": gettext("Waiting"), "href": url_for("vote_alert.index"), "current": not is_decided},
        {"label": gettext("Decided"), "href": url_for("vote_alert.index", show="decided"), "current": is_decided},
    ]
