"""Declaring the votes of an alert false: first what would change, and what its people are told; then the act."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import read
from ideas.rim.writing import carry_out
from ideas.trust.fraud.forms import FactsForm
from ideas.trust.fraud.queries import alert_view
from ideas.trust.fraud.staff import words
from ideas.trust.fraud.staff.lookup import alert_or_404
from ideas.trust.moderation.false_votes import declare_false

bp = Blueprint("vote_void", __name__)


@bp.get("/<brand>/desk/votes/<int:alert_id>/void")
@staff(Role.MODERATOR)
def new(alert_id: int) -> ResponseReturnValue:
    """What it would change, and the reasons that people are given."""
    return _page(alert_id, read(FactsForm, facts=words.facts_of(alert_or_404(alert_id).signal)))


@bp.post("/<brand>/desk/votes/<int:alert_id>/void")
@staff(Role.MODERATOR)
def create(alert_id: int) -> ResponseReturnValue:
    """Declare them false."""
    form = read(FactsForm)
    done = carry_out(
        form,
        lambda: declare_false(alert_or_404(alert_id), facts=form.facts.data, by=g.viewer.account, at=clock.now()),
        Refusal,
    )
    if done.refused:
        return _page(alert_id, form, status=done.refused)
    told = len(done.value)
    flash(ngettext("Done. %(num)s person is told why.", "Done. %(num)s people are told why.", told), "success")
    return redirect(url_for("vote_alert.show", alert_id=alert_id), 303)


def _page(alert_id: int, form: FactsForm, *, status: int = 200) -> ResponseReturnValue:
    view = alert_view(alert_id, g.viewer)
    if view is None:
        abort(404)
    return desk_page("trust/fraud/void.html", status=status, view=view, alert=view.alert, form=form, words=words)
