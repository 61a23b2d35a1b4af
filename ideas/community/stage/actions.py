"""Setting up a brand's stages, the ways between them, and its reasons for a no."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select

from ideas.base.db import db
from ideas.base.order import is_taken, move_in_list
from ideas.base.refusal import Refusal
from ideas.base.slug import ascii_slug
from ideas.base.text import one_line
from ideas.community.stage.models import DeclineReason, Stage, StageRoute
from ideas.community.stage.rules import FIRST_REASONS, FIRST_STAGES, NAME_MAX, REASON_MAX, Phase, StageShape
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.people.brand.models import Brand
from ideas.spine.activity.actions import record


class StageExists(Refusal):
    """Two stages of a brand can't have one name."""


class LastFirstStage(Refusal):
    """New ideas need a stage to begin in."""


class LastReason(Refusal):
    """Without a reason nobody could say no."""


class ReasonExists(Refusal):
    """Two reasons of a brand can't have the same words."""


def set_up_stages(brand: Brand, *, reasons: Iterable[str] = FIRST_REASONS) -> None:
    """Give a new brand the stages and the ways between them that every brand starts with, and its reasons for a no."""
    stages = {
        spec.slug: Stage(
            brand_id=brand.id,
            slug=spec.slug,
            name=spec.name,
            phase=spec.phase,
            colour=spec.colour,
            position=position,
            freezes_votes=spec.freezes_votes,
            freezes_comments=spec.freezes_comments,
            freezes_edits=spec.freezes_edits,
        )
        for position, spec in enumerate(FIRST_STAGES, 1)
    }
    db.session.add_all(stages.values())
    db.session.flush()
    db.session.add_all(
        StageRoute(brand_id=brand.id, from_id=stages[spec.slug].id, to_id=stages[slug].id)
        for spec in FIRST_STAGES
        for slug in spec.leads_to
    )
    db.session.add_all(
        DeclineReason(brand_id=brand.id, label=label, position=position) for position, label in enumerate(reasons, 1)
    )
    db.session.flush()


def create_stage(brand: Brand, shape: StageShape, *, by: Account, at: datetime) -> Stage:
    """Add a stage after the last one of its kind. Raises StageExists."""
    lock_brand(brand.id)
    _check_name(shape.name)
    stage = Stage(brand_id=brand.id, slug=_free_slug(shape.name), position=_make_room(shape.phase))
    _put_on(stage, shape)
    db.session.add(stage)
    db.session.flush()
    _set_routes(stage, shape)
    record("stage.created", brand_id=brand.id, by=by.id, at=at, detail={"stage_id": stage.id, "name": stage.name})
    return stage


def update_stage(stage: Stage, shape: StageShape, *, by: Account, at: datetime) -> None:
    """Change a stage and the ways from and to it; its address stays. Raises StageExists, LastFirstStage.

    `ideas.community.pipeline.stages.change_stage` does this with care for the ideas in it: that is what edges call.
    """
    lock_brand(stage.brand_id)
    db.session.refresh(stage)
    _check_name(shape.name, but=stage.id)
    if shape.phase is not Phase.SUBMITTED:
        keep_a_first_stage(stage)
    before = _facts(stage)
    _put_on(stage, shape)
    db.session.flush()
    _set_routes(stage, shape)
    record(
        "stage.updated",
        brand_id=stage.brand_id,
        by=by.id,
        at=at,
        before=before,
        after=_facts(stage),
        detail={"stage_id": stage.id, "name": stage.name, "from": before["phase"], "to": stage.phase.value},
    )


def _facts(stage: Stage) -> dict[str, Any]:
    """A stage as the audit log tells of it."""
    freezes = [thing for thing in ("votes", "comments", "edits") if getattr(stage, f"freezes_{thing}")]
    return {"stage_id": stage.id, "name": stage.name, "phase": stage.phase.value, "freezes": freezes}


def move_stage(stage: Stage, *, up: bool, by: Account, at: datetime) -> None:
    """Let the stage change places with the one before (or after) it; at the end of the list nothing happens."""
    lock_brand(stage.brand_id)
    if move_in_list(stage, up=up):
        record("stage.reordered", brand_id=stage.brand_id, by=by.id, at=at, detail={"stage_id": stage.id})


def keep_a_first_stage(stage: Stage) -> None:
    """Raise LastFirstStage if new ideas would have nowhere to begin without this stage."""
    others = select(Stage.id).where(Stage.phase == Phase.SUBMITTED, Stage.id != stage.id).limit(1)
    if stage.phase is Phase.SUBMITTED and db.session.scalar(others) is None:
        raise LastFirstStage(
            "New ideas begin in this stage. Make another one for submitted ideas first.", field="phase"
        )


def create_reason(brand: Brand, label: str, *, by: Account, at: datetime) -> DeclineReason:
    """Add a reason at the end of the list. Raises ReasonExists."""
    lock_brand(brand.id)
    _check_label(label)
    last = db.session.scalar(select(func.max(DeclineReason.position))) or 0
    reason = DeclineReason(brand_id=brand.id, label=one_line(label)[:REASON_MAX], position=last + 1, is_retired=False)
    db.session.add(reason)
    db.session.flush()
    record("reason.created", brand_id=brand.id, by=by.id, at=at, detail={"reason_id": reason.id})
    return reason


def update_reason(reason: DeclineReason, *, label: str, is_retired: bool, by: Account, at: datetime) -> None:
    """Change a reason's words, or whether it can be given from now on. Raises ReasonExists.

    Ideas that were declined with it show the new words; a retired reason stays on them.
    """
    lock_brand(reason.brand_id)
    _check_label(label, but=reason.id)
    if is_retired and not reason.is_retired:
        _keep_a_reason(reason)
    before = {"reason_id": reason.id, "label": reason.label, "is_retired": reason.is_retired}
    reason.label, reason.is_retired = one_line(label)[:REASON_MAX], is_retired
    db.session.flush()
    record(
        "reason.updated",
        brand_id=reason.brand_id,
        by=by.id,
        at=at,
        before=before,
        after={**before, "label": reason.label, "is_retired": is_retired},
        detail={"reason_id": reason.id, "is_retired": is_retired},
    )


def _make_room(phase: Phase) -> int:
    """The place after the stages of this phase and of those before it; the later ones move on by one."""
    order = list(Phase)
    stages = db.session.scalars(select(Stage).order_by(Stage.position, Stage.id)).all()
    earlier = [stage for stage in stages if order.index(stage.phase) <= order.index(phase)]
    place = max((stage.position for stage in earlier), default=0) + 1
    for stage in stages:
        if stage.position >= place:
            stage.position += 1
    db.session.flush()
    return place


def _check_name(name: str, *, but: int = 0) -> None:
    if is_taken(Stage.name, one_line(name)[:NAME_MAX], but=but):
        raise StageExists("Another stage has this name.", field="name")


def _keep_a_reason(reason: DeclineReason) -> None:
    others = select(DeclineReason.id).where(DeclineReason.id != reason.id, DeclineReason.is_retired.is_(False))
    if db.session.scalar(others.limit(1)) is None:
        raise LastReason(
            "This is the last reason that can be given, and a no needs one. Add another first.", field="label"
        )


def _check_label(label: str, *, but: int = 0) -> None:
    if is_taken(DeclineReason.label, one_line(label)[:REASON_MAX], but=but):
        raise ReasonExists("Another reason on the list has these words.", field="label")


def _free_slug(name: str) -> str:
    stem = ascii_slug(name, most=36, fallback="stage")
    taken = set(db.session.scalars(select(Stage.slug).where(Stage.slug.startswith(stem, autoescape=True))))
    return next(slug for number in range(1, len(taken) + 2) if (slug := _numbered(stem, number)) not in taken)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _put_on(stage: Stage, shape: StageShape) -> None:
    stage.name, stage.phase, stage.colour = one_line(shape.name)[:NAME_MAX], shape.phase, shape.colour
    stage.freezes_votes, stage.freezes_comments = shape.freezes_votes, shape.freezes_comments
    stage.freezes_edits = shape.freezes_edits


def _set_routes(stage: Stage, shape: StageShape) -> None:
    """Exactly the ways that the shape names; ids that are no other stage of the brand are left out."""
    others = set(db.session.scalars(select(Stage.id).where(Stage.id != stage.id)))
    db.session.execute(delete(StageRoute).where(or_(StageRoute.from_id == stage.id, StageRoute.to_id == stage.id)))
    ways = [(stage.id, other) for other in _known(shape.leads_to, others)]
    ways += [(other, stage.id) for other in _known(shape.comes_from, others)]
    if ways:
        rows = [{"brand_id": stage.brand_id, "from_id": start, "to_id": end} for start, end in ways]
        db.session.execute(insert(StageRoute), rows)


def _known(ids: Iterable[int], others: set[int]) -> list[int]:
    return sorted(set(ids) & others)
