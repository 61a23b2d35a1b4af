"""Hiding an idea or marking it as spam, and showing it again."""

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.community.idea.rules import Visibility
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.paths import idea_path
from ideas.rim.writing import carry_out, writing
from ideas.trust.moderation.actions import AlreadyLimited, BadFacts, RuleMissing, hide_idea, show_idea
from ideas.trust.moderation.forms import HideForm
from ideas.trust.moderation.queries import standing_statement
from ideas.trust.moderation.staff.page import limit_form, limit_page, named_rule

bp = Blueprint("hiding", __name__)


@bp.get("/<brand>/ideas/<int:number>/hiding")
@staff(Role.PARTNER)
def new(number: int) -> ResponseReturnValue:
    """Say why."""
    return _page(hosted_idea_or_404(number), limit_form(HideForm))


@bp.post("/<brand>/ideas/<int:number>/hiding")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Hide it."""
    hosted_idea_or_404(number)
    form = limit_form(HideForm)

    def hide() -> None:
        hide_idea(
            hosted_idea_or_404(number),
            rule=named_rule(form),
            facts=form.facts.data,
            by=g.viewer.account,
            at=clock.now(),
            as_spam=form.act.data == "spam",
        )

    done = carry_out(form, hide, BadFacts, AlreadyLimited, RuleMissing)
    idea = hosted_idea_or_404(number)
    if done.refused:
        return _page(idea, form, status=done.refused)
    flash(gettext("The idea is hidden, and its author is told why."), "success")
    return redirect(idea_path(idea), 303)


@bp.post("/<brand>/ideas/<int:number>/hiding/delete")
@staff(Role.PARTNER)
def destroy(number: int) -> ResponseReturnValue:
    """Show it again."""
    expect_nothing()
    with writing():
        idea = hosted_idea_or_404(number)
        show_idea(idea, by=g.viewer.account, at=clock.now())
    flash(gettext("Everybody sees the idea again, and its author is told."), "success")
    return redirect(idea_path(idea), 303)


def _page(idea: Idea, form: HideForm, status: int = 200) -> ResponseReturnValue:
    standing = standing_statement(idea) if idea.visibility is not Visibility.PUBLIC else None
    return limit_page(idea, None, form, kind="hide", noun="hiding", standing=standing, status=status)
