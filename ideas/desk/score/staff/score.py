"""Scoring an idea, each staff member alone."""

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.desk.score.actions import BadScore, score_idea, take_back_score
from ideas.desk.score.forms import score_form
from ideas.desk.score.queries import scorecard
from ideas.desk.score.staff.panel import score_of
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import Form, expect_nothing, read
from ideas.rim.paths import idea_path
from ideas.rim.respond import respond, wants_fragment
from ideas.rim.writing import carry_out, writing

bp = Blueprint("score", __name__)


@bp.post("/<brand>/ideas/<int:number>/score")
@staff(Role.PARTNER)
def update(number: int) -> ResponseReturnValue:
    """Give one's marks, or other ones; from now on the others' are seen."""
    card = scorecard(hosted_idea_or_404(number), viewer=g.viewer)
    form, asked = read(score_form(card)), [criterion.id for criterion in card.criteria]

    def score() -> None:
        marks = {criterion_id: int(form[f"mark_{criterion_id}"].data) for criterion_id in asked}
        score_idea(hosted_idea_or_404(number), marks, by=g.viewer.account, at=clock.now())

    done = carry_out(form, score, BadScore)
    idea = hosted_idea_or_404(number)
    if done.refused:
        return _again(idea, form)
    if wants_fragment():
        return render_template("desk/score/_score.html", **score_of(idea))
    flash(gettext("Your score counts. You can see what the others think now."), "success")
    return redirect(idea_path(idea, "score"), 303)


@bp.post("/<brand>/ideas/<int:number>/score/delete")
@staff(Role.PARTNER)
def destroy(number: int) -> ResponseReturnValue:
    """Take one's marks back."""
    expect_nothing()
    with writing():
        idea = hosted_idea_or_404(number)
        take_back_score(idea, by=g.viewer.account, at=clock.now())
    return respond(idea_path(idea, "score"), "desk/score/_score.html", **score_of(idea))


def _again(idea: Idea, form: Form) -> ResponseReturnValue:
    """The form with the marks that are missing, alone on a page or as a fragment."""
    template = "desk/score/_score.html" if wants_fragment() else "desk/score/edit.html"
    return render_template(template, href=idea_path(idea), **score_of(idea, form)), 422
