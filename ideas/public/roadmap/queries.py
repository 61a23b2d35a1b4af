"""Reads for the roadmap: the first ideas of each stage that is planned, being built or shipped."""

from collections.abc import Mapping, Sequence

from ideas.community.idea.listing import Card, Filters, list_ideas
from ideas.community.idea.rules import Sort
from ideas.community.stage.models import Stage
from ideas.community.stage.rules import Phase
from ideas.people.brand.viewer import Viewer

PHASES = (Phase.PLANNED, Phase.BUILDING, Phase.SHIPPED)
PER_STAGE = 10


def columns(viewer: Viewer, stages: Sequence[Stage]) -> Mapping[int, tuple[Sequence[Card], bool]]:
    """By stage id: its most wanted ideas (of shipped ones the newest), and whether there are more. A query a stage."""
    found = {}
    for stage in stages:
        if stage.phase not in PHASES:
            continue
        sort = Sort.NEW if stage.phase is Phase.SHIPPED else Sort.TOP
        page = list_ideas(viewer, Filters(sort=sort, stage_id=stage.id), limit=PER_STAGE)
        found[stage.id] = (page.cards, page.after is not None)
    return found
