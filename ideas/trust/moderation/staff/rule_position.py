"""The order of the rules, a step at a time."""

from flask import Blueprint, abort, g, redirect, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.steps import goes_up
from ideas.trust.moderation.actions import move_rule
from ideas.trust.moderation.queries import find_rule
from ideas.trust.moderation.staff.house_rule import ONE

bp = Blueprint("rule_position", __name__)


@bp.post(f"/<brand>/settings/rules/{ONE}/position")
@staff(Role.OWNER)
def update(rule_id: int) -> ResponseReturnValue:
    """One step up or down."""
    rule = find_rule(rule_id) or abort(404)
    move_rule(rule, up=goes_up(), by=g.viewer.account, at=clock.now())
    return redirect(url_for("house_rule.index"), 303)
