"""Declining an idea or a comment that waits: with a rule and the facts, which its author reads."""

from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.html import trusted
from ideas.base.refusal import Refusal
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.community.idea.rules import Visibility
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import is_sent
from ideas.rim.paths import idea_path
from ideas.trust.moderation.actions import house_rules
from ideas.trust.moderation.declining import Block, decline_pending_comment, decline_pending_idea
from ideas.trust.moderation.staff.page import limit_form
from ideas.trust.posting.approval import NotWaiting
from ideas.trust.posting.routes.comment import comment_or_404, place_of
from ideas.trust.screening.forms import BLOCKS, DeclineAndBlockForm, DeclineForm

ideas = Blueprint("idea_decline", __name__)
comments = Blueprint("comment_decline", __name__)


@ideas.get("/<brand>/ideas/<int:number>/decline", endpoint="new")
@staff(Role.PARTNER)
def new(number: int) -> ResponseReturnValue:
    """The form: which rule, what is wrong, and for moderators whether the person may go on."""
    return _show(hosted_idea_or_404(number), None)


@ideas.post("/<brand>/ideas/<int:number>/decline", endpoint="create")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Keep the idea out of sight, and let its author know why."""
    return _decline(hosted_idea_or_404(number), None)


@comments.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/decline", endpoint="new")
@staff(Role.PARTNER)
def new_for_comment(number: int, comment_id: int) -> ResponseReturnValue:
    """The same form for a comment."""
    idea = hosted_idea_or_404(number)
    return _show(idea, comment_or_404(idea, comment_id))


@comments.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/decline", endpoint="create")
@staff(Role.PARTNER)
def create_for_comment(number: int, comment_id: int) -> ResponseReturnValue:
    """Keep the comment out of sight, and let its author know why."""
    idea = hosted_idea_or_404(number)
    return _decline(idea, comment_or_404(idea, comment_id))


def _decline(idea: Idea, comment: Comment | None) -> ResponseReturnValue:
    form, now = _form(), clock.now()
    rule = form.chosen(house_rules(g.brand))
    if not is_sent(form) or rule is None:
        return _page(idea, comment, form, status=422)
    words = {"rule": rule, "facts": form.facts.data, "by": g.viewer.account, "at": now, "block": _block(form, now)}
    try:
        if comment is not None:
            decline_pending_comment(comment, **words)
        else:
            decline_pending_idea(idea, **words)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(idea, comment, form, status=refusal.status)
    flash(gettext("Declined. Its author is told why, and can ask for a second look."), "success")
    return redirect(place_of(idea, comment) if comment is not None else idea_path(idea), 303)


def _form() -> DeclineForm:
    return limit_form(DeclineAndBlockForm if g.viewer.is_moderator else DeclineForm)


def _block(form: DeclineForm, now: datetime) -> Block | None:
    chosen = form.block.data if isinstance(form, DeclineAndBlockForm) else ""
    if not chosen:
        return None
    _, time = BLOCKS[chosen]
    return Block(until=now + time if time else None)


def _show(idea: Idea, comment: Comment | None) -> ResponseReturnValue:
    if (comment or idea).visibility is not Visibility.PENDING:
        raise NotWaiting("This does not wait for approval any more: somebody decided about it meanwhile.")
    return _page(idea, comment, _form(), status=200)


def _page(idea: Idea, comment: Comment | None, form: DeclineForm, *, status: int) -> ResponseReturnValue:
    return render_template(
        "trust/screening/decline.html",
        idea=idea,
        comment=comment,
        form=form,
        href=idea_path(idea),
        quoted=trusted((comment or idea).body_html),
    ), status
