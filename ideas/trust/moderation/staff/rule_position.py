"""The order of the rules, a step at a time."""

from flask import Blueprint, g, redirect, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.steps import goes_up
from ideas.rim.writing import writing
from ideas.trust.moderation.actions import move_rule
from ideas.trust.moderation.staff.house_rule import ONE, rule_or_404

bp = Blueprint("rule_position", __name__)


@bp.post(f"/<brand>/settings/rules/{ONE}/position")
@staff(Role.OWNER)
def update(rule_id: int) -> ResponseReturnValue:
    """One step up or down."""
    up = goes_up()
    with writing():
        move_rule(rule_or_404(rule_id), up=up, by=g.viewer.account, at=clock.now())
    return redirect(url_for("house_rule.index"), 303)
