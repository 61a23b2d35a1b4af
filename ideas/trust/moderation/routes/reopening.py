"""Asking again for an idea that was declined a while ago."""

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.rim.access import signed_in
from ideas.rim.forms import expect_nothing
from ideas.rim.participation import participant
from ideas.rim.paths import idea_path
from ideas.rim.throttle import spend
from ideas.rim.writing import writing
from ideas.trust.moderation.reopening import ask_again

bp = Blueprint("reopening", __name__)


@bp.post("/<brand>/ideas/<int:number>/reopening")
@signed_in
def create(number: int) -> ResponseReturnValue:
    """Ask; the last one who is needed brings the idea back to the queue."""
    expect_nothing()
    spend("vote", f"account:{g.viewer.account.id}")
    with writing():
        idea = idea_or_404(number)
        is_open_again = ask_again(idea, brand=g.brand, by=participant(), at=clock.now())
    if is_open_again:
        flash(gettext("Enough people have asked: this idea waits for an answer again."), "success")
    else:
        flash(gettext("You have asked for this idea again."), "success")
    return redirect(idea_path(idea, "again"), 303)
