"""The order of the stages, a step at a time."""

from flask import Blueprint, abort, g, redirect, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.community.stage.actions import move_stage
from ideas.community.stage.queries import find_stage
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.steps import goes_up
from ideas.rim.writing import writing

bp = Blueprint("stage_position", __name__)


@bp.post("/<brand>/settings/stages/<stage>/position")
@staff(Role.OWNER)
def update(stage: str) -> ResponseReturnValue:
    """One step up or down."""
    up = goes_up()
    with writing():
        move_stage(find_stage(stage) or abort(404), up=up, by=g.viewer.account, at=clock.now())
    return redirect(url_for("stage.index"), 303)
