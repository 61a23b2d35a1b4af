"""Moving an idea to another stage."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import field_serializer
from sqlalchemy import select

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.idea.models import Idea
from ideas.community.pipeline.actions import lock_stages, move_idea
from ideas.community.pipeline.models import Answer
from ideas.community.pipeline.models import Move as StageMove
from ideas.community.pipeline.taking_back import AnswerBefore, answer_before, take_back_answer, take_back_move
from ideas.community.stage.models import DeclineReason, Stage
from ideas.desk.acts.act import Act, Desk, Memento, SomethingMissing, Undoing, ideas_of, one_or_many, public_idea
from ideas.desk.acts.fields import Field, Typed, Widget
from ideas.desk.acts.items import Item
from ideas.desk.acts.rules import Kind
from ideas.desk.acts.shared import chosen_stage


class Answered(Memento):
    """The answer's version, and what the answer was before."""

    answer: int
    before: AnswerBefore

    def undo(self, undoing: Undoing) -> list[Refusal]:
        desk = undoing.desk
        take_back_answer(
            undoing.idea, version=self.answer, before=self.before, brand=desk.brand, by=desk.by, at=desk.at
        )
        return []

    @field_serializer("before")
    def _stored_before(self, before: AnswerBefore) -> Mapping[str, Any]:
        """Moments as they are stored, with their offset."""
        return {key: one.isoformat() if isinstance(one, datetime) else one for key, one in asdict(before).items()}


class Moved(Memento):
    """The move's id."""

    move: int

    def undo(self, undoing: Undoing) -> list[Refusal]:
        take_back_move(undoing.idea, move_id=self.move, by=undoing.desk.by, at=undoing.desk.at)
        return []


class MovedAndAnswered(Answered, Moved):
    """An idea that was answered by the same act."""

    def undo(self, undoing: Undoing) -> list[Refusal]:
        return Moved.undo(self, undoing) + Answered.undo(self, undoing)


@dataclass(frozen=True, slots=True)
class Moving:
    """Where an idea goes, with what is said of it."""

    to: Stage | None
    answer: str = ""
    reason: DeclineReason | None = None
    explanation: str = ""
    stage_version: int | None = None


class Move(Act[Moving]):
    name = "move"
    kinds = (Kind.ANSWER,)
    label, icon, key = _l("Move"), "arrow-right", "s"
    help = _l("Move to another stage")
    done = _l("moved")
    sentences = one_or_many("Moved.", "%(num)s moved.")
    mementos = (MovedAndAnswered, Moved)
    fields = (Field("stage", Widget.CHOICE, _l("Move to"), choices="stage_choices"),)

    def read(self, desk: Desk, typed: Typed) -> Moving:
        """`stage_version` is sent by the board, whose cards say which stage was seen; an item's stamp says it by itself."""
        seen = typed.get("stage_version")
        return Moving(chosen_stage(typed), stage_version=int(seen) if seen else None)

    def lock(self, desk: Desk, details: Moving, items: Collection[Item]) -> None:
        lock_stages_of(items, details.to)
        super().lock(desk, details, items)

    def do(self, desk: Desk, details: Moving, item: Item) -> Memento:
        return move(desk, details, item)

    def lock_first_to_undo(self, mementos: Sequence[Memento], ideas: Collection[Idea]) -> None:
        lock_stages_to_undo(mementos, ideas)


def lock_stages_of(items: Collection[Item], to: Stage | None) -> None:
    """Lock the stages that these ideas are in and the one that they go to: they come before the ranks."""
    lock_stages(to.id if to else None, *(idea.stage_id for idea in ideas_of(items)))


def lock_stages_to_undo(mementos: Sequence[Memento], ideas: Collection[Idea]) -> None:
    """Lock the stages that undoing these moves is between: they come before the ranks."""
    moves = [memento.move for memento in mementos if isinstance(memento, Moved)]
    back = db.session.scalars(select(StageMove.from_stage_id).where(StageMove.id.in_(moves))) if moves else ()
    lock_stages(*back, *(idea.stage_id for idea in ideas))


def move(desk: Desk, moving: Moving, item: Item) -> Memento:
    """Move the idea, and answer it where there is an answer."""
    idea = public_idea(desk, item)
    if moving.to is None:
        raise SomethingMissing("Choose a stage.", field="stage")
    before, version = answer_before(idea), _answer_version(idea)
    moved = move_idea(
        idea,
        brand=desk.brand,
        to=moving.to,
        stage_version=idea.stage_version if moving.stage_version is None else moving.stage_version,
        by=desk.by,
        at=desk.at,
        answer=moving.answer,
        reason=moving.reason,
        explanation=moving.explanation,
    )
    answer = _answer_version(idea)
    return Moved(move=moved.id) if answer == version else MovedAndAnswered(move=moved.id, answer=answer, before=before)


def _answer_version(idea: Idea) -> int:
    answer = db.session.get(Answer, idea.id)
    return answer.version if answer is not None else 0
