"""Reporting a comment."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ideas.community.idea.routes.lookup import idea_or_404
from ideas.rim.access import signed_in
from ideas.trust.moderation.routes.report import ask, save
from ideas.trust.posting.routes.comment import comment_or_404

bp = Blueprint("comment_report", __name__)


@bp.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/report")
@signed_in
def new(number: int, comment_id: int) -> ResponseReturnValue:
    """The form, for whose report can be taken."""
    idea = idea_or_404(number)
    return ask(idea, comment_or_404(idea, comment_id))


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/report")
@signed_in
def create(number: int, comment_id: int) -> ResponseReturnValue:
    """Report it, once."""
    idea = idea_or_404(number)
    return save(idea, comment_or_404(idea, comment_id))
