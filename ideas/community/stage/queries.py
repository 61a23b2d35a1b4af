"""Reads of stages, the ways between them and the reasons for a no: all of one brand, a handful of rows each."""

from collections.abc import Sequence

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.stage.models import DeclineReason, Stage, StageRoute
from ideas.community.stage.rules import Phase


def all_stages() -> Sequence[Stage]:
    """The brand's stages in order."""
    return db.session.scalars(select(Stage).order_by(Stage.position, Stage.id)).all()


def find_stage(slug: str) -> Stage | None:
    return next((stage for stage in all_stages() if stage.slug == slug), None)


def find_reason(reason_id: int) -> DeclineReason | None:
    return db.session.scalar(select(DeclineReason).where(DeclineReason.id == reason_id))


def first_stage() -> Stage:
    """Where a new idea begins: the first stage of the submitted phase."""
    return db.session.scalars(
        select(Stage).where(Stage.phase == Phase.SUBMITTED).order_by(Stage.position, Stage.id).limit(1)
    ).one()


def next_stages(stage_id: int) -> Sequence[Stage]:
    """Where an idea may go from this stage."""
    return db.session.scalars(
        select(Stage)
        .join(StageRoute, StageRoute.to_id == Stage.id)
        .where(StageRoute.from_id == stage_id)
        .order_by(Stage.position, Stage.id)
    ).all()


def routes_between() -> set[tuple[int, int]]:
    """Every allowed way, as (from, to) ids."""
    return set(db.session.execute(select(StageRoute.from_id, StageRoute.to_id)))


def open_reasons() -> Sequence[DeclineReason]:
    """The reasons that can be given now."""
    return db.session.scalars(
        select(DeclineReason)
        .where(DeclineReason.is_retired.is_(False))
        .order_by(DeclineReason.position, DeclineReason.id)
    ).all()


def all_reasons() -> Sequence[DeclineReason]:
    """Every reason, also the retired."""
    return db.session.scalars(select(DeclineReason).order_by(DeclineReason.position, DeclineReason.id)).all()
