"""Ticking what is on an idea's checklist, and taking a tick back."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from ideas.brand.rules import Role
from ideas.idea.models import Idea
from ideas.idea.routes.cards import idea_path
from ideas.idea.routes.lookup import hosted_idea_or_404
from ideas.kit import clock
from ideas.pipeline.checklist import checklist_of, tick_item, untick_item
from ideas.web.access import staff
from ideas.web.forms import expect_nothing
from ideas.web.respond import respond

bp = Blueprint("checklist_tick", __name__)

ONE = "/<brand>/ideas/<int:number>/checklist/<int:item_id>"


@bp.post(ONE)
@staff(Role.PARTNER)
def create(number: int, item_id: int) -> ResponseReturnValue:
    """Say that it was seen to. Raises NotOnTheList."""
    expect_nothing()
    idea = hosted_idea_or_404(number)
    tick_item(idea, item_id, by=g.viewer.account, at=clock.now())
    return _back(idea)


@bp.post(f"{ONE}/delete")
@staff(Role.PARTNER)
def destroy(number: int, item_id: int) -> ResponseReturnValue:
    """Take the tick back. Raises NotOnTheList."""
    expect_nothing()
    idea = hosted_idea_or_404(number)
    untick_item(idea, item_id, by=g.viewer.account, at=clock.now())
    return _back(idea)


def _back(idea: Idea) -> ResponseReturnValue:
    return respond(idea_path(idea, "checklist"), "pipeline/_checklist.html", idea=idea, checklist=checklist_of(idea))
