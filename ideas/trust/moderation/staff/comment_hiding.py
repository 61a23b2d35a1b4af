"""Taking a comment out of the discussion or marking it as spam, and showing it again."""

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.comment.actions import CommentGone
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.community.idea.rules import Visibility
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.paths import idea_path
from ideas.rim.writing import carry_out, writing
from ideas.trust.moderation.actions import (
    AlreadyLimited,
    BadFacts,
    RuleMissing,
    hide_comment,
    quote_comments,
    show_comment,
)
from ideas.trust.moderation.forms import HideForm
from ideas.trust.moderation.queries import standing_statement
from ideas.trust.moderation.staff.page import limit_form, limit_page, named_rule
from ideas.trust.posting.routes.comment import comment_or_404

bp = Blueprint("comment_hiding", __name__)


@bp.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/hiding")
@staff(Role.PARTNER)
def new(number: int, comment_id: int) -> ResponseReturnValue:
    """Say why."""
    return _page(*_found(number, comment_id), limit_form(HideForm))


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/hiding")
@staff(Role.PARTNER)
def create(number: int, comment_id: int) -> ResponseReturnValue:
    """Hide it."""
    _found(number, comment_id)
    quote_comments([comment_id])
    form = limit_form(HideForm)

    def hide() -> None:
        hide_comment(
            _found(number, comment_id)[1],
            rule=named_rule(form),
            facts=form.facts.data,
            by=g.viewer.account,
            at=clock.now(),
            as_spam=form.act.data == "spam",
        )

    done = carry_out(form, hide, BadFacts, AlreadyLimited, CommentGone, RuleMissing)
    idea, comment = _found(number, comment_id)
    if done.refused:
        return _page(idea, comment, form, status=done.refused)
    flash(gettext("The comment is hidden, and its author is told why."), "success")
    return redirect(idea_path(idea, f"comment-{comment.id}"), 303)


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/hiding/delete")
@staff(Role.PARTNER)
def destroy(number: int, comment_id: int) -> ResponseReturnValue:
    """Show it again."""
    expect_nothing()
    with writing():
        idea, comment = _found(number, comment_id)
        show_comment(comment, by=g.viewer.account, at=clock.now())
    flash(gettext("Everybody sees the comment again, and its author is told."), "success")
    return redirect(idea_path(idea, f"comment-{comment.id}"), 303)


def _found(number: int, comment_id: int) -> tuple[Idea, Comment]:
    idea = hosted_idea_or_404(number)
    return idea, comment_or_404(idea, comment_id)


def _page(idea: Idea, comment: Comment, form: HideForm, status: int = 200) -> ResponseReturnValue:
    standing = standing_statement(comment) if comment.visibility is not Visibility.PUBLIC else None
    return limit_page(idea, comment, form, kind="hide", noun="hiding", standing=standing, status=status)
