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
from ideas.rim.paths import idea_path
from ideas.rim.writing import carry_out
from ideas.trust.moderation.actions import quote_comments
from ideas.trust.moderation.declining import Block, decline_pending_comment, decline_pending_idea
from ideas.trust.moderation.staff.page import limit_form, named_rule
from ideas.trust.posting.approval import NotWaiting
from ideas.trust.posting.routes.comment import comment_or_404, place_of
from ideas.trust.screening.forms import BLOCKS, DeclineAndBlockForm, DeclineForm

ideas = Blueprint("idea_decline", __name__)
comments = Blueprint("comment_decline", __name__)


@ideas.get("/<brand>/ideas/<int:number>/decline", endpoint="new")
@staff(Role.PARTNER)
def new(number: int) -> ResponseReturnValue:
    """The form: which rule, what is wrong, and for moderators whether the person may go on."""
    return _show(number, None)


@ideas.post("/<brand>/ideas/<int:number>/decline", endpoint="create")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Keep the idea out of sight, and let its author know why."""
    return _decline(number, None)


@comments.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/decline", endpoint="new")
@staff(Role.PARTNER)
def new_for_comment(number: int, comment_id: int) -> ResponseReturnValue:
    """The same form for a comment."""
    return _show(number, comment_id)


@comments.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/decline", endpoint="create")
@staff(Role.PARTNER)
def create_for_comment(number: int, comment_id: int) -> ResponseReturnValue:
    """Keep the comment out of sight, and let its author know why."""
    return _decline(number, comment_id)


def _decline(number: int, comment_id: int | None) -> ResponseReturnValue:
    _found(number, comment_id)
    quote_comments([comment_id] if comment_id is not None else [])
    form, now = _form(), clock.now()

    def decline() -> None:
        idea, comment = _found(number, comment_id)
        words = {
            "rule": named_rule(form),
            "facts": form.facts.data,
            "by": g.viewer.account,
            "at": now,
            "block": _block(form, now),
        }
        if comment is not None:
            decline_pending_comment(comment, **words)
        else:
            decline_pending_idea(idea, **words)

    done = carry_out(form, decline, Refusal)
    idea, comment = _found(number, comment_id)
    if done.refused:
        return _page(idea, comment, form, status=done.refused)
    flash(gettext("Declined. Its author is told why, and can ask for a second look."), "success")
    return redirect(place_of(idea, comment) if comment is not None else idea_path(idea), 303)


def _found(number: int, comment_id: int | None) -> tuple[Idea, Comment | None]:
    idea = hosted_idea_or_404(number)
    return idea, comment_or_404(idea, comment_id) if comment_id is not None else None


def _form() -> DeclineForm:
    return limit_form(DeclineAndBlockForm if g.viewer.is_moderator else DeclineForm)


def _block(form: DeclineForm, now: datetime) -> Block | None:
    chosen = form.block.data if isinstance(form, DeclineAndBlockForm) else ""
    if not chosen:
        return None
    _, time = BLOCKS[chosen]
    return Block(until=now + time if time else None)


def _show(number: int, comment_id: int | None) -> ResponseReturnValue:
    idea, comment = _found(number, comment_id)
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
