"""Approving an idea or a comment that waits, on its own page."""

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import read
from ideas.rim.paths import idea_path
from ideas.rim.writing import writing
from ideas.trust.posting.approval import approve_comment, approve_idea
from ideas.trust.posting.routes.comment import comment_or_404, place_of
from ideas.trust.screening.forms import ApprovalForm

ideas = Blueprint("idea_approval", __name__)
comments = Blueprint("comment_approval", __name__)


@ideas.post("/<brand>/ideas/<int:number>/approval", endpoint="create")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Let everybody see the idea. Who was a second too late is told."""
    trust = read(ApprovalForm).trust.data
    with writing():
        idea = hosted_idea_or_404(number)
        approve_idea(idea, by=g.viewer.account, at=clock.now(), trust=trust)
    flash(_said(trust), "success")
    return redirect(idea_path(idea), 303)


@comments.post("/<brand>/ideas/<int:number>/comments/<int:comment_id>/approval", endpoint="create")
@staff(Role.PARTNER)
def create_for_comment(number: int, comment_id: int) -> ResponseReturnValue:
    """Let everybody see the comment."""
    trust = read(ApprovalForm).trust.data
    with writing():
        idea = hosted_idea_or_404(number)
        comment = comment_or_404(idea, comment_id)
        approve_comment(comment, by=g.viewer.account, at=clock.now(), trust=trust)
    flash(_said(trust), "success")
    return redirect(place_of(idea, comment), 303)


def _said(trust: bool) -> str:
    if trust:
        return str(gettext("Approved: it is public now. What this person writes from now on waits no more."))
    return str(gettext("Approved: it is public now."))
