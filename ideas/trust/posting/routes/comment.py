"""Writing a comment and changing one's own."""

from urllib.parse import urlencode

from flask import Blueprint, abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.html import trusted
from ideas.community.comment.actions import BadComment, CommentGone, CommentsClosed
from ideas.community.comment.models import Comment
from ideas.community.comment.policy import can_comment, can_edit, can_see
from ideas.community.comment.queries import find_comment, page_of
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.idea.rules import Visibility
from ideas.rim.access import require, signed_in
from ideas.rim.allowance import spend_today
from ideas.rim.drafts import draft_accepted
from ideas.rim.forms import read
from ideas.rim.participation import participant
from ideas.rim.paths import idea_path, path_to
from ideas.rim.throttle import spend
from ideas.rim.writing import carry_out
from ideas.trust.posting import comments
from ideas.trust.posting.forms.comment import CommentForm, HostCommentForm, comment_form_for
from ideas.trust.posting.routes.comment_views import thread_html
from ideas.trust.screening.actions import PostedAlready
from ideas.trust.screening.rules import Signals
from ideas.trust.screening.words import what_comes_next, why_it_waits

bp = Blueprint("comment", __name__)
bp.app_template_global("thread_html")(thread_html)


@bp.post("/<brand>/ideas/<int:number>/comments")
@signed_in
def create(number: int) -> ResponseReturnValue:
    """Comment on an idea."""
    return write(number)


@bp.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/edit")
@signed_in
def edit(number: int, comment_id: int) -> ResponseReturnValue:
    """The form to change one's own comment."""
    idea, comment = _own(number, comment_id)
    return _show_edit(idea, comment, CommentForm(data={"body": comment.body}))


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/edit")
@signed_in
def update(number: int, comment_id: int) -> ResponseReturnValue:
    """Save the change of one's own comment."""
    form, draft_key = read(CommentForm), _draft_key(_own(number, comment_id)[1])
    if form.validate():
        spend("edit", f"account:{g.viewer.account.id}")

    def change() -> Comment:
        idea, comment = _own(number, comment_id)
        return comments.edit(
            comment,
            brand=g.brand,
            body=form.body.data,
            by=participant(),
            at=clock.now(),
            as_host=g.viewer.hosts(idea.board_id),
            signs=Signals(site=request.host),
        )

    done = carry_out(form, change, BadComment, CommentGone, CommentsClosed)
    if done.refused:
        return _show_edit(*_own(number, comment_id), form), done.refused
    draft_accepted(draft_key)
    _say_it_waits(done.value)
    return redirect(place_of(idea_or_404(number), done.value), 303)


def write(number: int, parent_id: int | None = None) -> ResponseReturnValue:
    """Save a comment or a reply, or show again what was typed."""
    form = comment_form_for(_open_to_comments(number, parent_id)[0])
    if form.validate():
        spend("comment", f"account:{g.viewer.account.id}")
        spend_today("comment")

    def add() -> Comment:
        idea, parent = _open_to_comments(number, parent_id)
        is_host = g.viewer.hosts(idea.board_id)
        return comments.comment(
            idea,
            brand=g.brand,
            body=form.body.data,
            by=participant(),
            at=clock.now(),
            parent=parent,
            as_host=is_host,
            is_official=is_host and isinstance(form, HostCommentForm) and form.official.data,
            signs=form.signs,
        )

    done = carry_out(form, add, BadComment, CommentGone, CommentsClosed, PostedAlready)
    if done.refused:
        return show_new(*_open_to_comments(number, parent_id), form), done.refused
    draft_accepted(f"reply:{parent_id}" if parent_id else f"comment:{g.brand.slug}:{number}")
    _say_it_waits(done.value)
    return redirect(place_of(idea_or_404(number), done.value), 303)


def _own(number: int, comment_id: int) -> tuple[Idea, Comment]:
    """The idea and a comment that this viewer may change now; else 404 or 403."""
    idea = idea_or_404(number)
    comment = comment_or_404(idea, comment_id)
    require(
        can_edit(g.viewer, comment, idea),
        gettext("Only its author can change a comment, while the discussion is open."),
    )
    return idea, comment


def _open_to_comments(number: int, parent_id: int | None) -> tuple[Idea, Comment | None]:
    """The idea and the comment that is replied to, where this viewer may comment; else 404 or 403."""
    idea = idea_or_404(number)
    parent = comment_or_404(idea, parent_id) if parent_id else None
    require(can_comment(g.viewer, idea), gettext("The discussion of this idea has closed."))
    return idea, parent


def comment_or_404(idea: Idea, comment_id: int) -> Comment:
    """The idea's comment if this viewer may see it, or nothing here."""
    comment = find_comment(idea, comment_id)
    return comment if comment is not None and can_see(g.viewer, comment, idea) else abort(404)


def show_new(idea: Idea, parent: Comment | None, form: CommentForm) -> str:
    """The form for a comment or a reply on a page of its own."""
    return render_template(
        "community/comment/new.html",
        idea=idea,
        href=idea_path(idea, "discussion"),
        parent=parent,
        form=form,
        action=path_to("reply.create", number=idea.number, comment_id=parent.id)
        if parent
        else path_to("comment.create", number=idea.number),
        parent_html=trusted(parent.body_html) if parent else None,
    )


def place_of(idea: Idea, comment: Comment) -> str:
    """Where the comment stands: in a long discussion not on the first page."""
    after = page_of(comment)
    query = f"?{urlencode({'after': after})}" if after else ""
    return f"{idea_path(idea)}{query}#comment-{comment.id}"


def _show_edit(idea: Idea, comment: Comment, form: CommentForm) -> str:
    return render_template(
        "community/comment/edit.html",
        idea=idea,
        comment=comment,
        form=form,
        href=idea_path(idea, "discussion"),
        draft_key=_draft_key(comment),
    )


def _draft_key(comment: Comment) -> str:
    """What the browser keeps a draft of an edit under: another one once the words have changed."""
    return f"comment:{comment.id}" + (f":{comment.edited_at.timestamp():.0f}" if comment.edited_at else "")


def _say_it_waits(comment: Comment) -> None:
    if comment.visibility is Visibility.PENDING:
        thanks = gettext("Thank you. Your comment waits for approval.")
        flash(f"{thanks} {why_it_waits(comment.held_because)} {what_comes_next(is_idea=False)}", "info")
