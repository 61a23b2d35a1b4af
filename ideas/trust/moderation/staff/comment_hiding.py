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
from ideas.rim.forms import expect_nothing, is_sent
from ideas.rim.paths import idea_path
from ideas.trust.moderation.actions import AlreadyLimited, BadFacts, hide_comment, house_rules, show_comment
from ideas.trust.moderation.forms import HideForm
from ideas.trust.moderation.queries import standing_statement
from ideas.trust.moderation.staff.page import limit_form, limit_page
from ideas.trust.posting.routes.comment import comment_or_404

bp = Blueprint("comment_hiding", __name__)


@bp.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/hiding")
@staff(Role.PARTNER)
def new(number: int, comment_id: int) -> ResponseReturnValue:
    """Say why."""
    idea = hosted_idea_or_404(number)
    return _page(idea, comment_or_404(idea, comment_id), limit_form(HideForm))


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/hiding")
@staff(Role.PARTNER)
def create(number: int, comment_id: int) -> ResponseReturnValue:
    """Hide it."""
    idea = hosted_idea_or_404(number)
    comment, rules = comment_or_404(idea, comment_id), house_rules(g.brand)
    form = limit_form(HideForm)
    rule = form.chosen(rules)
    if not is_sent(form) or rule is None:
        return _page(idea, comment, form, status=422)
    try:
        hide_comment(
            comment,
            rule=rule,
            facts=form.facts.data,
            by=g.viewer.account,
            at=clock.now(),
            as_spam=form.act.data == "spam",
        )
    except (BadFacts, AlreadyLimited, CommentGone) as refusal:
        form.refuse(refusal)
        return _page(idea, comment, form, status=refusal.status)
    flash(gettext("The comment is hidden, and its author is told why."), "success")
    return redirect(idea_path(idea, f"comment-{comment.id}"), 303)


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/hiding/delete")
@staff(Role.PARTNER)
def destroy(number: int, comment_id: int) -> ResponseReturnValue:
    """Show it again."""
    expect_nothing()
    idea = hosted_idea_or_404(number)
    comment = comment_or_404(idea, comment_id)
    show_comment(comment, by=g.viewer.account, at=clock.now())
    flash(gettext("Everybody sees the comment again, and its author is told."), "success")
    return redirect(idea_path(idea, f"comment-{comment.id}"), 303)


def _page(idea: Idea, comment: Comment, form: HideForm, status: int = 200) -> ResponseReturnValue:
    standing = standing_statement(comment) if comment.visibility is not Visibility.PUBLIC else None
    return limit_page(idea, comment, form, kind="hide", noun="hiding", standing=standing, status=status)
