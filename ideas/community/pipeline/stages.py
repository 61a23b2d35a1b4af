"""Changing the pipeline under the ideas that are in it: no idea is left behind, none is declined without its reason."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, select, update

from ideas.base.db import db
from ideas.base.locks import lock_all
from ideas.base.refusal import Conflict, Refusal
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.pipeline.models import Move
from ideas.community.stage.actions import keep_a_first_stage, update_stage
from ideas.community.stage.models import Stage
from ideas.community.stage.rules import Phase, StageShape
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.spine.activity.actions import record
from ideas.spine.activity.models import Activity
from ideas.spine.job.queue import wake

BATCH = 500


class StageInUse(Refusal):
    """The ideas in the stage keep it from changing this way."""


class StageGone(Conflict):
    """Somebody removed the stage meanwhile."""


def stage_counts() -> dict[int, int]:
    """How many ideas, seen or unseen, are in each stage of the brand in scope."""
    rows = db.session.execute(select(Idea.stage_id, func.count(Idea.id)).group_by(Idea.stage_id))
    return dict(rows.all())


def change_stage(stage: Stage, shape: StageShape, *, by: Account, at: datetime) -> None:
    """Change a stage. Raises StageInUse, StageExists, LastFirstStage.

    While ideas are in it, it can't begin or cease to mean shipped or declined: that is said of each idea by a move.
    """
    lock_brand(stage.brand_id)
    _close(stage)
    becomes_final = shape.phase is not stage.phase and (shape.phase.is_final or stage.phase.is_final)
    if becomes_final and _has_ideas(stage):
        raise StageInUse(
            "Ideas are in this stage, and what it means to them can't change behind their backs. "
            "Make a new stage and move them there.",
            field="phase",
        )
    update_stage(stage, shape, by=by, at=at)


def retire_stage(stage: Stage, into: Stage | None, *, by: Account, at: datetime) -> int:
    """Move every idea of the stage into another and delete it. Returns how many were moved.

    `into` may be None for a stage without ideas. Each idea gets its move and its activity. Ideas can't be declined
    this way; from one declined stage to another they keep their reasons. Raises StageInUse, LastFirstStage.
    """
    lock_brand(stage.brand_id)
    _reread(stage)
    keep_a_first_stage(stage)
    ids = _lock_ideas(stage)
    if ids:
        into = _checked_target(stage, into)
        _move_all(ids, stage, into, by=by, at=at)
    db.session.execute(delete(Stage).where(Stage.id == stage.id))
    record(
        "stage.retired",
        brand_id=stage.brand_id,
        by=by.id,
        at=at,
        detail={"name": stage.name, "into": into.name if ids and into else None, "ideas": len(ids)},
    )
    return len(ids)


def can_take_all(into: Stage, stage: Stage) -> bool:
    """Whether all ideas of `stage` may go `into` this one at once."""
    return into.id != stage.id and (into.phase is not Phase.DECLINED or stage.phase is Phase.DECLINED)


def _checked_target(stage: Stage, into: Stage | None) -> Stage:
    if into is None:
        raise StageInUse("Ideas are in this stage. Choose where they go.", field="into")
    if into.id == stage.id:
        raise StageInUse("Choose another stage for the ideas in this one.", field="into")
    _reread(into)
    if not can_take_all(into, stage):
        raise StageInUse("Every no needs its own reason, so ideas can't be declined all at once.", field="into")
    return into


def _lock_ideas(stage: Stage) -> Sequence[int]:
    """Lock every idea of the stage in id order, then close the stage: a move locks its idea first, too. Returns the ids."""
    in_stage = select(Idea.id).where(Idea.stage_id == stage.id).order_by(Idea.id)
    return lock_all(in_stage, then=lambda: _close(stage))


def _close(stage: Stage) -> None:
    """No idea can come into the stage until the transaction ends."""
    _reread(stage, select(Stage).where(Stage.id == stage.id).with_for_update())


def _reread(stage: Stage, query: Select[Stage] | None = None) -> None:
    query = select(Stage).where(Stage.id == stage.id) if query is None else query
    if db.session.scalar(query.execution_options(populate_existing=True)) is None:
        raise StageGone("Somebody else removed this stage a moment ago.")


def _has_ideas(stage: Stage) -> bool:
    return db.session.scalar(select(Idea.id).where(Idea.stage_id == stage.id).limit(1)) is not None


def _move_all(ids: Sequence[int], stage: Stage, into: Stage, *, by: Account, at: datetime) -> None:
    for batch in _batches(ids):
        _move_batch(batch, stage, into, by=by, at=at)
    wake(db.session())


def _move_batch(ids: Sequence[int], stage: Stage, into: Stage, *, by: Account, at: datetime) -> None:
    told = {"from": stage.name, "to": into.name, "phase": into.phase.value}
    rows = _standing(ids)
    moves = [_move_of(row, stage, into, by=by, at=at) for row in rows]
    made = db.session.execute(insert(Move).returning(Move.idea_id, Move.id), moves).all()
    boards = {row.id: row.board_id for row in rows}
    happened = [
        {
            "kind": "idea.moved",
            "brand_id": stage.brand_id,
            "board_id": boards[idea_id],
            "idea_id": idea_id,
            "account_id": by.id,
            "detail": {"move_id": move_id, **told},
            "created_at": at,
        }
        for idea_id, move_id in made
    ]
    db.session.execute(insert(Activity), happened)
    for table, key, values in (
        (IdeaRank, IdeaRank.idea_id, {"stage_id": into.id}),
        (Idea, Idea.id, {"stage_id": into.id, "stage_version": Idea.stage_version + 1}),
    ):
        change = update(table).where(key.in_(ids)).values(values)
        db.session.execute(change.execution_options(synchronize_session=False))


def _move_of(row: Any, stage: Stage, into: Stage, *, by: Account, at: datetime) -> dict[str, Any]:
    stays_declined = into.phase is Phase.DECLINED
    return {
        "brand_id": stage.brand_id,
        "idea_id": row.id,
        "version": row.stage_version,
        "from_stage_id": stage.id,
        "to_stage_id": into.id,
        "from_name": stage.name,
        "to_name": into.name,
        "to_phase": into.phase.value,
        "account_id": by.id,
        "created_at": at,
        "reason_id": row.reason_id if stays_declined else None,
        "explanation": (row.explanation or "") if stays_declined else "",
    }


def _standing(ids: Sequence[int]) -> Sequence[Any]:
    """Each idea's board and version, and the reason and explanation of the move that brought it where it is."""
    latest = and_(Move.idea_id == Idea.id, Move.version == Idea.stage_version - 1)
    return db.session.execute(
        select(Idea.id, Idea.board_id, Idea.stage_version, Move.reason_id, Move.explanation)
        .outerjoin(Move, latest)
        .where(Idea.id.in_(ids))
        .order_by(Idea.id)
    ).all()


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
