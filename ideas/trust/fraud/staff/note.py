"""Saying that an alert was seen, and that nothing needs to be done."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.writing import writing
from ideas.trust.fraud.actions import note_alert
from ideas.trust.fraud.staff.lookup import alert_or_404

bp = Blueprint("vote_note", __name__)


@bp.post("/<brand>/desk/votes/<int:alert_id>/note")
@staff(Role.MODERATOR)
def create(alert_id: int) -> ResponseReturnValue:
    """Note it."""
    expect_nothing()
    with writing():
        note_alert(alert_or_404(alert_id), by=g.viewer.account, at=clock.now())
    flash(gettext("Noted. Nothing about these votes was changed."), "success")
    return redirect(url_for("vote_alert.show", alert_id=alert_id), 303)
