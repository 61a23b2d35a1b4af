"""Taking one's own idea back."""

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.actions import withdraw_idea
from ideas.community.idea.policy import can_withdraw
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.rim.access import require, signed_in
from ideas.rim.forms import expect_nothing
from ideas.rim.paths import idea_path
from ideas.rim.writing import writing

bp = Blueprint("withdrawal", __name__)


@bp.get("/<brand>/ideas/<int:number>/withdrawal")
@signed_in
def new(number: int) -> ResponseReturnValue:
    """Say what withdrawing means, and ask."""
    idea = idea_or_404(number)
    require(can_withdraw(g.viewer, idea), gettext("Only its author can withdraw an idea, while it is still open."))
    return render_template("community/idea/withdraw.html", idea=idea)


@bp.post("/<brand>/ideas/<int:number>/withdrawal")
@signed_in
def create(number: int) -> ResponseReturnValue:
    """Withdraw the idea."""
    expect_nothing()
    with writing():
        idea = idea_or_404(number)
        require(can_withdraw(g.viewer, idea), gettext("Only its author can withdraw an idea, while it is still open."))
        withdraw_idea(idea, by=g.viewer.account, at=clock.now())
    flash(gettext("Your idea is withdrawn. Only you and the people who run this board still see it."), "success")
    return redirect(idea_path(idea), 303)
