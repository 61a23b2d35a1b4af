"""Reporting a comment."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ideas.rim.access import signed_in
from ideas.trust.moderation.routes.report import ask, save

bp = Blueprint("comment_report", __name__)


@bp.get("/<brand>/ideas/<int:number>/comments/<int:comment_id>/report")
@signed_in
def new(number: int, comment_id: int) -> ResponseReturnValue:
    """The form, for whose report can be taken."""
    return ask(number, comment_id)


@bp.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/report")
@signed_in
def create(number: int, comment_id: int) -> ResponseReturnValue:
    """Report it, once."""
    return save(number, comment_id)
