"""The moderation log, where the brand has opened it to everybody."""

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.rim.access import public
from ideas.rim.respond import wants_fragment
from ideas.trust.moderation.public_log import read_entries, read_figures

bp = Blueprint("moderation_log", __name__)


@bp.get("/<brand>/moderation")
@public
def show() -> ResponseReturnValue:
    """Twelve months in numbers and, without names, in entries; for a script only the next entries."""
    if not g.brand.opens_log:
        abort(404)
    now = clock.now()
    entries, after = read_entries(g.viewer, at=now, after=request.args.get("after"))
    more = url_for("moderation_log.show", after=after) if after else None
    if wants_fragment():
        return render_template("trust/moderation/_entries.html", entries=entries, more=more)
    return render_template(
        "trust/moderation/log.html", figures=read_figures(g.viewer, at=now), entries=entries, more=more
    )
