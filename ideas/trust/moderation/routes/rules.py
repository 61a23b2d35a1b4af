"""The rules of the house, for everybody to read."""

from flask import Blueprint, g, render_template, url_for
from flask.typing import ResponseReturnValue

from ideas.rim.access import public
from ideas.trust.moderation.actions import house_rules

bp = Blueprint("rules", __name__)


@bp.get("/<brand>/rules")
@public
def show() -> ResponseReturnValue:
    """What is asked of whoever writes here, and what happens when somebody doesn't keep it."""
    log = url_for("moderation_log.show") if g.brand.opens_log else None
    return render_template("trust/moderation/rules.html", rules=house_rules(g.brand), log_href=log)
