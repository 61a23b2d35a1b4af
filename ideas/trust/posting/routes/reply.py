"""Replying to a comment."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.community.comment.actions import CommentGone
from ideas.community.comment.policy import can_comment
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.rim.access import require, signed_in
from ideas.trust.posting.forms.comment import comment_form_for
from ideas.trust.posting.routes.comment import comment_or_404, show_new, write

bp = Blueprint("reply", __name__)


@bp.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/reply")
@signed_in
def new(number: int, comment_id: int) -> ResponseReturnValue:
    """The form for a reply, under the comment that it answers."""
    idea = idea_or_404(number)
    parent = comment_or_404(idea, comment_id)
    require(can_comment(g.viewer, idea), gettext("The discussion of this idea has closed."))
    if not parent.is_shown:
        raise CommentGone(gettext("The comment that you reply to was removed meanwhile."))
    return show_new(idea, parent, comment_form_for(idea))


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/reply")
@signed_in
def create(number: int, comment_id: int) -> ResponseReturnValue:
    """Reply to a comment."""
    return write(number, comment_id)
