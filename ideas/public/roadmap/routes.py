"""The public roadmap."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from ideas.community.idea.routes.cards import present
from ideas.community.stage.queries import all_stages
from ideas.public.roadmap.queries import columns
from ideas.rim.access import public
from ideas.rim.pagecache import same_for_visitors

bp = Blueprint("roadmap", __name__)


@bp.get("/<brand>/roadmap")
@same_for_visitors
@public
def show() -> ResponseReturnValue:
    """Planned, being built and shipped, by stage."""
    stages = all_stages()
    found = columns(g.viewer, stages)
    views = present([card for cards, _ in found.values() for card in cards], {stage.id: stage for stage in stages})
    by_stage: dict[int, list[object]] = {stage_id: [] for stage_id in found}
    for view in views:
        by_stage[view.stage_id].append(view)
    shown = [(stage, by_stage[stage.id], found[stage.id][1]) for stage in stages if stage.id in found]
    return render_template("public/roadmap/show.html", columns=shown)
