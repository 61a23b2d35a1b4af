"""Taking an idea, giving it to somebody, giving it back."""

from flask import Blueprint, flash, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.desk.assignment.actions import NotAHost, assign_idea
from ideas.desk.assignment.forms import AssignmentForm
from ideas.desk.assignment.staff.panel import assignment_of
from ideas.people.brand.queries import find_member
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import read
from ideas.rim.paths import idea_path
from ideas.rim.respond import respond, wants_fragment
from ideas.rim.writing import writing

bp = Blueprint("assignment", __name__)


@bp.post("/<brand>/ideas/<int:number>/assignment")
@staff(Role.PARTNER)
def update(number: int) -> ResponseReturnValue:
    """Let somebody who hosts the board see to the idea, or nobody. Raises NotAHost, OwnedMeanwhile."""
    form = read(AssignmentForm)
    with writing():
        idea = hosted_idea_or_404(number)
        member = find_member(form.to.data) if form.to.data else None
        if form.to.data and member is None:
            raise NotAHost("There is nobody of that name here. Nothing was changed.", field="to")
        to = member[1] if member else None
        assign_idea(idea, to.id if to else None, seen=form.seen.data, by=g.viewer.account, at=clock.now())
    if not wants_fragment():
        flash(
            _said(to.display_name if to else None, is_mine=to is not None and to.id == g.viewer.account.id), "success"
        )
    return respond(idea_path(idea), "desk/assignment/_assignment.html", **assignment_of(idea))


def _said(name: str | None, *, is_mine: bool) -> str:
    if name is None:
        return str(gettext("The idea is back in the queue."))
    if is_mine:
        return str(gettext("The idea is yours to see to."))
    return str(gettext("%(name)s sees to the idea now.", name=name))
