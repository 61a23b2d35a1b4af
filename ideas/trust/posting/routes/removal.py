"""Removing one's own comment: a page says what that means, and asks."""

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.html import trusted
from ideas.community.comment.actions import remove_comment
from ideas.community.comment.models import Comment
from ideas.community.comment.policy import can_remove
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.rim.access import require, signed_in
from ideas.rim.forms import expect_nothing
from ideas.rim.writing import writing
from ideas.trust.posting.routes.comment import comment_or_404, place_of

bp = Blueprint("comment_removal", __name__)


@bp.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/delete")
@signed_in
def new(number: int, comment_id: int) -> ResponseReturnValue:
    """Say what removing means, and ask."""
    idea, comment = _own(number, comment_id)
    return render_template(
        "community/comment/remove.html",
        idea=idea,
        comment=comment,
        comment_html=trusted(comment.body_html),
        back=place_of(idea, comment),
    )


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/delete")
@signed_in
def create(number: int, comment_id: int) -> ResponseReturnValue:
    """Remove the comment; it keeps its place."""
    expect_nothing()
    with writing():
        idea, comment = _own(number, comment_id)
        remove_comment(comment, by=g.viewer.account, at=clock.now())
    flash(gettext("Your comment is removed; its place in the discussion stays."), "success")
    return redirect(place_of(idea, comment), 303)


def _own(number: int, comment_id: int) -> tuple[Idea, Comment]:
    idea = idea_or_404(number)
    comment = comment_or_404(idea, comment_id)
    require(can_remove(g.viewer, comment), gettext("Only its author can remove a comment."))
    return idea, comment
