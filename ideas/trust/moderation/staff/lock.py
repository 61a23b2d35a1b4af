"""Closing the discussion of an idea, and opening it again."""

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.paths import idea_path
from ideas.rim.writing import carry_out, writing
from ideas.trust.moderation.actions import (
    AlreadyLimited,
    BadFacts,
    RuleMissing,
    lock_idea_discussion,
    unlock_idea_discussion,
)
from ideas.trust.moderation.forms import LimitForm
from ideas.trust.moderation.queries import standing_lock
from ideas.trust.moderation.staff.page import limit_form, limit_page, named_rule

bp = Blueprint("lock", __name__)


@bp.get("/<brand>/ideas/<int:number>/lock")
@staff(Role.PARTNER)
def new(number: int) -> ResponseReturnValue:
    """Say why: everybody reads it."""
    return _page(hosted_idea_or_404(number), limit_form(LimitForm))


@bp.post("/<brand>/ideas/<int:number>/lock")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Close it."""
    hosted_idea_or_404(number)
    form = limit_form(LimitForm)

    def close() -> None:
        idea, rule = hosted_idea_or_404(number), named_rule(form)
        lock_idea_discussion(idea, rule=rule, facts=form.facts.data, by=g.viewer.account, at=clock.now())

    done = carry_out(form, close, BadFacts, AlreadyLimited, RuleMissing)
    idea = hosted_idea_or_404(number)
    if done.refused:
        return _page(idea, form, status=done.refused)
    flash(gettext("The discussion is closed, and everybody can read why."), "success")
    return redirect(idea_path(idea, "discussion"), 303)


@bp.post("/<brand>/ideas/<int:number>/lock/delete")
@staff(Role.PARTNER)
def destroy(number: int) -> ResponseReturnValue:
    """Open it again."""
    expect_nothing()
    with writing():
        idea = hosted_idea_or_404(number)
        unlock_idea_discussion(idea, by=g.viewer.account, at=clock.now())
    flash(gettext("The discussion is open again."), "success")
    return redirect(idea_path(idea, "discussion"), 303)


def _page(idea: Idea, form: LimitForm, status: int = 200) -> ResponseReturnValue:
    standing = standing_lock(idea) if idea.locked_at is not None else None
    return limit_page(idea, None, form, kind="lock", noun="lock", standing=standing, status=status)
