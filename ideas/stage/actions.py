"""Setting up a brand's stages and its reasons for a no."""

from ideas.brand.models import Brand
from ideas.db import db
from ideas.stage.models import DeclineReason, Stage, StageRoute
from ideas.stage.rules import FIRST_REASONS, FIRST_STAGES


def set_up_stages(brand: Brand) -> None:
    """Give a new brand the stages, the ways between them and the reasons that every brand starts with."""
    stages = {
        spec.slug: Stage(
            brand_id=brand.id, slug=spec.slug, name=spec.name, phase=spec.phase, colour=spec.colour, position=position,
            freezes_votes=spec.freezes_votes, freezes_comments=spec.freezes_comments, freezes_edits=spec.freezes_edits,
        )
        for position, spec in enumerate(FIRST_STAGES, 1)
    }  # fmt: skip
    db.session.add_all(stages.values())
    db.session.flush()
    db.session.add_all(
        StageRoute(brand_id=brand.id, from_id=stages[spec.slug].id, to_id=stages[slug].id)
        for spec in FIRST_STAGES
        for slug in spec.leads_to
    )
    db.session.add_all(
        DeclineReason(brand_id=brand.id, label=label, position=position)
        for position, label in enumerate(FIRST_REASONS, 1)
    )
    db.session.flush()
