"""Answering an idea; with a stage it moves in the same act."""

from collections.abc import Collection, Sequence

from flask_babel import lazy_gettext as _l

from ideas.community.idea.models import Idea
from ideas.community.pipeline.actions import answer_idea
from ideas.community.pipeline.rules import ANSWER_MAX
from ideas.community.pipeline.taking_back import answer_before
from ideas.desk.acts.act import Act, Desk, Memento, one_or_many, public_idea
from ideas.desk.acts.fields import Field, Typed, Widget
from ideas.desk.acts.items import Item
from ideas.desk.acts.move import Answered, Moved, MovedAndAnswered, Moving, lock_stages_of, lock_stages_to_undo, move
from ideas.desk.acts.rules import Kind
from ideas.desk.acts.shared import chosen_stage


class Answer(Act[Moving]):
    name = "answer"
    kinds = (Kind.ANSWER,)
    label, icon, key = _l("Answer"), "badge-check", "r"
    help = _l("Answer")
    done = _l("answered")
    sentences = one_or_many("Answered.", "%(num)s answered.")
    main = open_first = (Kind.ANSWER, None)
    mementos = (MovedAndAnswered, Moved, Answered)
    fields = (
        Field(
            "text",
            Widget.MARKDOWN,
            _l("Your answer"),
            rows=7,
            most=ANSWER_MAX,
            hint=_l("It is pinned above the discussion, and whoever follows the idea is told."),
            value=lambda pane: pane.get("saved_words"),
            extra="saved",
        ),
        Field("stage", Widget.CHOICE, _l("And the stage"), choices="stage_choices", first=_l("Leave it where it is")),
    )

    def read(self, desk: Desk, typed: Typed) -> Moving:
        return Moving(chosen_stage(typed), answer=typed.get("text", ""))

    def lock(self, desk: Desk, details: Moving, items: Collection[Item]) -> None:
        if details.to is not None:
            lock_stages_of(items, details.to)
        super().lock(desk, details, items)

    def lock_first_to_undo(self, mementos: Sequence[Memento], ideas: Collection[Idea]) -> None:
        lock_stages_to_undo(mementos, ideas)

    def do(self, desk: Desk, details: Moving, item: Item) -> Memento:
        if details.to is not None:
            return move(desk, details, item)
        idea = public_idea(desk, item)
        before = answer_before(idea)
        answer = answer_idea(idea, brand=desk.brand, body=details.answer, by=desk.by, at=desk.at)
        return Answered(answer=answer.version, before=before)
