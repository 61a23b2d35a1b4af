"""Taking back what was decided on an alert."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.writing import writing
from ideas.trust.fraud.staff.lookup import alert_or_404
from ideas.trust.moderation.false_votes import review_again

bp = Blueprint("vote_reopening", __name__)


@bp.post("/<brand>/desk/votes/<int:alert_id>/reopening")
@staff(Role.MODERATOR)
def create(alert_id: int) -> ResponseReturnValue:
    """Take it back: the votes are held as before, and wait."""
    expect_nothing()
    with writing():
        review_again(alert_or_404(alert_id), by=g.viewer.account, at=clock.now())
    flash(gettext("The decision is taken back. This waits for one again."), "success")
    return redirect(url_for("vote_alert.show", alert_id=alert_id), 303)
