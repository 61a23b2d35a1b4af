"""Letting the votes of an alert count again."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from ideas.base import clock
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.writing import writing
from ideas.trust.fraud.staff.lookup import alert_or_404
from ideas.trust.moderation.false_votes import count_again

bp = Blueprint("vote_release", __name__)


@bp.post("/<brand>/desk/votes/<int:alert_id>/release")
@staff(Role.MODERATOR)
def create(alert_id: int) -> ResponseReturnValue:
    """Let them count."""
    expect_nothing()
    with writing():
        done = count_again(alert_or_404(alert_id), by=g.viewer.account, at=clock.now())
    flash(ngettext("%(num)s vote counts again.", "%(num)s votes count again.", done), "success")
    return redirect(url_for("vote_alert.show", alert_id=alert_id), 303)
