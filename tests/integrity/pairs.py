"""Acts on the same few rows, for tests that let two of them meet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from ideas.base.db import db
from ideas.community.board.models import AnswerPause
from ideas.community.comment.actions import write_comment
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import edit_idea, withdraw_idea
from ideas.community.idea.models import Idea, Tag
from ideas.community.merge.actions import merge_ideas
from ideas.community.pause.actions import add_pause
from ideas.community.pipeline.actions import answer_idea, move_idea
from ideas.community.pipeline.checklist import add_item, all_items, tick_item
from ideas.community.pipeline.stages import retire_stage
from ideas.community.stage.queries import find_stage, first_stage
from ideas.community.tag.merging import merge_tags
from ideas.community.vote.actions import cast_vote
from ideas.community.vote.recording import record_vote
from ideas.desk.assignment.actions import assign_idea
from ideas.desk.score.actions import change_criterion, score_idea, set_up_criteria
from ideas.desk.score.queries import all_criteria
from ideas.trust.moderation.actions import hide_idea, house_rules, report
from ideas.trust.posting.actions import submit
from tests.cast import NOW, Cast
from tests.trust.moderation.conftest import FACTS


@dataclass(frozen=True, slots=True)
class Scene:
    """Two ideas by ana with a tag each, the second one planned, a checklist and criteria: by their ids."""

    cast: Cast
    idea_id: int
    other_id: int

    @property
    def idea(self) -> Idea:
        return db.session.get_one(Idea, self.idea_id)

    @property
    def other(self) -> Idea:
        return db.session.get_one(Idea, self.other_id)

    def here(self, row: Any) -> Any:
        """The row, in this transaction."""
        return db.session.get_one(type(row), row.id)

    def named(self, name: str) -> dict[str, Any]:
        """By whom, and when: what every act is told."""
        return {"by": self.here(getattr(self.cast, name)), "at": NOW}


def make_scene(make: Any, cast: Cast) -> Scene:
    """Committed, for threads to find."""
    idea, other = make.idea("Oat milk in every shop", tags=("milk",)), make.idea("Soy milk as well", tags=("soy",))
    make.move(other, "planned")
    scene = Scene(cast, idea.id, other.id)
    with make.at_work():
        add_item(scene.here(cast.board), first_stage(), "Shops asked", **scene.named("owner"))
        set_up_criteria(scene.here(cast.brand), **scene.named("owner"))
    return scene


def _edit(scene: Scene) -> None:
    words = {"title": "Oat milk, please", "body": "Everywhere.", "tags": ("milk", "oat"), "reason": "Shorter."}
    edit_idea(scene.idea, brand=scene.here(scene.cast.brand), version=1, **words, **scene.named("mod"))


def _items(scene: Scene) -> list[int]:
    return [item.id for items in all_items(scene.here(scene.cast.board)).values() for item in items]


def _move(scene: Scene) -> None:
    to, ticks = find_stage("planned"), _items(scene)
    assert to is not None
    answer = "We asked the shops, and they want it."
    move_idea(
        scene.idea,
        brand=scene.here(scene.cast.brand),
        to=to,
        stage_version=1,
        ticks=ticks,
        answer=answer,
        **scene.named("mod"),
    )


def _answer(scene: Scene) -> None:
    body = "We do this next year, in every shop."
    answer_idea(scene.idea, brand=scene.here(scene.cast.brand), body=body, **scene.named("partner"))


def _pause(scene: Scene) -> None:
    when = {"starts_at": NOW + timedelta(days=1), "ends_at": NOW + timedelta(days=3)}
    add_pause(scene.here(scene.cast.board), reason="Holidays", **when, **scene.named("owner"))


def _retire(scene: Scene) -> None:
    stage, into = find_stage("planned"), find_stage("under-review")
    assert stage is not None
    retire_stage(stage, into, **scene.named("owner"))


def _score(scene: Scene) -> None:
    score_idea(scene.idea, {one.id: 3 for one in all_criteria()}, **scene.named("mod"))


def _criterion(scene: Scene) -> None:
    one = all_criteria()[0]
    change_criterion(one, name="Reach", hint="", weight=5, is_retired=False, **scene.named("owner"))


def _hide(scene: Scene) -> None:
    hide_idea(scene.idea, rule=house_rules(scene.here(scene.cast.brand))[0], facts=FACTS, **scene.named("mod"))


def _report(scene: Scene) -> None:
    report(scene.idea, rule=house_rules(scene.here(scene.cast.brand))[0], body="", **scene.named("ben"))


def _merge_tags(scene: Scene) -> None:
    milk, soy = db.session.scalars(select(Tag).where(Tag.slug.in_(("milk", "soy"))).order_by(Tag.slug)).all()
    merge_tags(soy, milk, **scene.named("owner"))


def _submit(scene: Scene) -> None:
    brand, board = scene.here(scene.cast.brand), scene.here(scene.cast.board)
    submit(brand, board=board, title="Almond milk too", body="", tags=("milk", "soy"), **scene.named("ben"))


ACTS: dict[str, Callable[[Scene], Any]] = {
    "vote": lambda scene: cast_vote(scene.idea, **scene.named("ben")),
    "comment": lambda scene: write_comment(
        scene.idea, brand=scene.here(scene.cast.brand), body="Yes, please.", **scene.named("ben")
    ),
    "edit": _edit,
    "tick": lambda scene: tick_item(scene.idea, _items(scene)[0], **scene.named("owner")),
    "move": _move,
    "answer": _answer,
    "merge": lambda scene: merge_ideas(scene.idea, scene.other, **scene.named("mod")),
    "merge back": lambda scene: merge_ideas(scene.other, scene.idea, **scene.named("owner")),
    "withdraw": lambda scene: withdraw_idea(scene.idea, **scene.named("ana")),
    "assign": lambda scene: assign_idea(scene.idea, scene.cast.mod.id, seen=None, **scene.named("owner")),
    "pause": _pause,
    "retire stage": _retire,
    "score": _score,
    "criterion": _criterion,
    "hide": _hide,
    "report": _report,
    "merge tags": _merge_tags,
    "submit": _submit,
    "record vote": lambda scene: record_vote(scene.idea, name="Dora", said_where="Shop", **scene.named("mod")),
}

LEFT: dict[str, tuple[Any, Callable[[Any], bool]]] = {
    "comment": (Comment, lambda row: row.body == "Yes, please."),
    "edit": (Idea, lambda row: row.title == "Oat milk, please"),
    "move": (Idea, lambda row: row.stage_version == 2 and row.answered_at is not None),
    "pause": (AnswerPause, lambda row: row.reason == "Holidays"),
    "assign": (Idea, lambda row: row.assignee_id is not None),
    "submit": (Idea, lambda row: row.title == "Almond milk too"),
}
"""What must be there after some of the acts, whatever the other one did."""
