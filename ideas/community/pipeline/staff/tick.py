"""Ticking what is on an idea's checklist, and taking a tick back."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.community.pipeline.checklist import checklist_of, tick_item, untick_item
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing
from ideas.rim.paths import idea_path
from ideas.rim.respond import respond
from ideas.rim.writing import writing

bp = Blueprint("checklist_tick", __name__)

ONE = "/<brand>/ideas/<int:number>/checklist/<int:item_id>"


@bp.post(ONE)
@staff(Role.PARTNER)
def create(number: int, item_id: int) -> ResponseReturnValue:
    """Say that it was seen to. Raises NotOnTheList."""
    expect_nothing()
    with writing():
        tick_item(hosted_idea_or_404(number), item_id, by=g.viewer.account, at=clock.now())
    return _back(hosted_idea_or_404(number))


@bp.post(f"{ONE}/delete")
@staff(Role.PARTNER)
def destroy(number: int, item_id: int) -> ResponseReturnValue:
    """Take the tick back. Raises NotOnTheList."""
    expect_nothing()
    with writing():
        untick_item(hosted_idea_or_404(number), item_id, by=g.viewer.account, at=clock.now())
    return _back(hosted_idea_or_404(number))


def _back(idea: Idea) -> ResponseReturnValue:
    return respond(
        idea_path(idea, "checklist"), "community/pipeline/_checklist.html", idea=idea, checklist=checklist_of(idea)
    )
