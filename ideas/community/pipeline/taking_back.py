"""Taking back what was just said or moved: for the desk's undo, and only while it is still the last word.

A move is never removed: a second one leads back, whatever ways the pipeline has. An answer gives way to the words before
it, or to none, and the clock runs again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import joinedload

from ideas.base import html
from ideas.base.db import db
from ideas.base.refusal import Conflict
from ideas.community.idea.actions import lock_idea, render_body
from ideas.community.idea.answer_clock import keep_clock
from ideas.community.idea.models import Idea
from ideas.community.idea.story import record_on
from ideas.community.pipeline.actions import lock_stages, take_step
from ideas.community.pipeline.models import Answer, AnswerRevision, Move
from ideas.community.stage.models import Stage
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand


class CantTakeBack(Conflict):
    """Somebody has gone on from there: taking it back would undo what they did."""


@dataclass(frozen=True, slots=True)
class AnswerBefore:
    """What an idea's answer was before it was written: whose words, and the moments that the idea knew."""

    account_id: int | None
    edited_at: datetime | None
    answered_at: datetime | None
    reopened_at: datetime | None


def answer_before(idea: Idea) -> AnswerBefore:
    """To be remembered before an answer is written. The idea is locked."""
    answer = db.session.get(Answer, idea.id)
    return AnswerBefore(
        account_id=answer.account_id if answer else None,
        edited_at=answer.edited_at if answer else None,
        answered_at=idea.answered_at,
        reopened_at=idea.reopened_at,
    )


def answers_before(versions: Iterable[tuple[int, int]]) -> list[str]:
    """The words that stand again when these answers are taken back, each named by its idea's id and its version."""
    replaced = [(idea_id, version - 1) for idea_id, version in versions if version > 1]
    of_these = tuple_(AnswerRevision.idea_id, AnswerRevision.version).in_(replaced)
    return list(db.session.scalars(select(AnswerRevision.body).where(of_these))) if replaced else []


def take_back_move(idea: Idea, *, move_id: int, by: Account, at: datetime, told_after: timedelta | None = None) -> Move:
    """Put the idea back where this move took it from. Raises CantTakeBack when it has moved on, or the stage is gone."""
    idea = lock_idea(idea.id)
    move = db.session.get_one(Move, move_id)
    if idea.stage_version != move.version + 1:
        raise CantTakeBack("%(who)s has moved “%(idea)s” since.", who=_last_mover(idea), idea=idea.title)
    lock_stages(move.from_stage_id, idea.stage_id)
    before = db.session.get(Stage, move.from_stage_id) if move.from_stage_id else None
    if before is None:
        raise CantTakeBack("The stage “%(stage)s” is no longer there.", stage=move.from_name)
    if before.phase.is_final and before.phase.value != _phase_before(idea, move):
        raise CantTakeBack("What the stage “%(stage)s” means was changed since.", stage=before.name)
    back = take_step(idea, before, by=by, at=at)
    db.session.flush()
    record_on(
        "idea.moved",
        idea,
        by=by,
        at=at,
        detail={
            "move_id": back.id,
            "from": back.from_name,
            "to": back.to_name,
            "phase": back.to_phase,
            "takes_back": move.id,
        },
        before={"stage": back.from_name},
        after={"stage": back.to_name},
        told_after=told_after,
    )
    db.session.expire(idea, ["stage"])
    return back


def take_back_answer(
    idea: Idea, *, version: int, before: AnswerBefore, brand: Brand, by: Account, at: datetime
) -> None:
    """Take the answer of this version away: the words before it stand again, or none. Raises CantTakeBack."""
    idea = lock_idea(idea.id)
    answer = db.session.scalar(
        select(Answer)
        .options(joinedload(Answer.account))
        .where(Answer.idea_id == idea.id)
        .execution_options(populate_existing=True)
    )
    if answer is None or answer.version != version:
        who = answer.account.display_name if answer and answer.account else "Somebody"
        raise CantTakeBack("%(who)s has changed the answer to “%(idea)s” since.", who=who, idea=idea.title)
    words = answer.body
    if version == 1:
        db.session.delete(answer)
    else:
        _put_back_words(answer, before, brand)
    idea.answered_at, idea.reopened_at = before.answered_at, before.reopened_at
    db.session.flush()
    keep_clock(idea, at=at)
    record_on("idea.answer_taken_back", idea, by=by, at=at, detail={"version": version}, before={"answer": words})


def _put_back_words(answer: Answer, before: AnswerBefore, brand: Brand) -> None:
    kept = db.session.scalars(
        select(AnswerRevision).where(
            AnswerRevision.idea_id == answer.idea_id, AnswerRevision.version == answer.version - 1
        )
    ).one()
    answer.body, answer.body_html = kept.body, render_body(brand, kept.body)
    answer.render_version, answer.version = html.RENDER_VERSION, kept.version
    answer.account_id, answer.edited_at = before.account_id, before.edited_at
    db.session.flush()
    db.session.execute(delete(AnswerRevision).where(AnswerRevision.id == kept.id))


def _phase_before(idea: Idea, move: Move) -> str | None:
    """What the stage that the move left meant when the idea came into it. Whatever was brought over came as it was."""
    came = select(Move.to_phase).where(Move.idea_id == idea.id, Move.version == move.version - 1)
    phase = db.session.scalar(came)
    if phase is None and idea.is_imported and move.from_stage_id is not None:
        return db.session.get_one(Stage, move.from_stage_id).phase.value
    return phase


def _last_mover(idea: Idea) -> str:
    name = db.session.scalar(
        select(Account.display_name)
        .join(Move, Move.account_id == Account.id)
        .where(Move.idea_id == idea.id)
        .order_by(Move.version.desc())
        .limit(1)
    )
    return name or "Somebody"
