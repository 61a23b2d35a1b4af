"""Merging an idea into another one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.community.duplicate.actions import close_duplicates, lock_duplicates, reopen_duplicates
from ideas.community.idea.answer_clock import lock_clocks
from ideas.community.idea.family import canonical_of
from ideas.community.idea.models import Idea
from ideas.community.idea.queries import find_idea
from ideas.community.merge.actions import give_up_merge, merge_ideas, undo_merge
from ideas.community.merge.models import Merge as MergeRow
from ideas.community.merge.policy import can_merge
from ideas.community.merge.rules import MergeState
from ideas.community.pipeline.rules import EXPLANATION_MAX
from ideas.desk.acts.act import (
    Act,
    Desk,
    Memento,
    NotForThis,
    SomethingMissing,
    Undoing,
    ideas_by_id,
    ideas_of,
    one_or_many,
    public_idea,
)
from ideas.desk.acts.fields import Field, Pane, Typed, Widget
from ideas.desk.acts.items import Item, Ref, find_items
from ideas.desk.acts.locks import families_of
from ideas.desk.acts.rules import Kind


class Merged(Memento):
    """The merge's id, and the pairs of likely duplicates that it closed."""

    merge: int
    pairs: list[tuple[int, int]]

    def undo(self, undoing: Undoing) -> list[Refusal]:
        merge = db.session.get_one(MergeRow, self.merge)
        take_back = give_up_merge if merge.state is MergeState.ASKED else undo_merge
        take_back(merge, by=undoing.desk.by, at=undoing.desk.at)
        reopen_duplicates(self.pairs)
        return []


@dataclass(frozen=True, slots=True)
class Merging:
    """Into which idea, and why."""

    into_id: int | None
    reason: str


def _likeliest(pane: Pane) -> Any:
    return pane["like"][0].number if pane["kind"] == Kind.DUPLICATE and pane["like"] else None


class Merge(Act[Merging]):
    name = "merge"
    kinds = (Kind.ANSWER, Kind.DUPLICATE)
    label, icon, key = _l("Merge"), "merge", "m"
    help = _l("Merge into another idea")
    done = _l("merged")
    sentences = one_or_many("Merged.", "%(num)s merged.")
    main = open_first = (Kind.DUPLICATE,)
    mementos = (Merged,)
    fields = (
        Field(
            "into",
            Widget.LINE,
            _l("Into which idea"),
            hint=_l("Its number. This one keeps its page; its votes count there."),
            value=_likeliest,
            extra="like",
        ),
        Field("explanation", Widget.LINE, _l("Why, if you like"), most=EXPLANATION_MAX),
    )

    def read(self, desk: Desk, typed: Typed) -> Merging:
        return Merging(_named_idea(desk, typed.get("into", "")), typed.get("explanation", ""))

    def other_ideas(self, details: Merging | None, refs: Sequence[Ref]) -> set[int]:
        ideas = {item.idea.id for item in find_items(refs).values() if item.idea}
        return families_of(ideas | ({details.into_id} if details and details.into_id else set()))

    def lock(self, desk: Desk, details: Merging, items: Collection[Item]) -> None:
        ids = {idea.id for idea in ideas_of(items)}
        lock_duplicates(ids)
        lock_clocks(ideas_by_id(families_of(ids | ({details.into_id} if details.into_id else set()))))

    def do(self, desk: Desk, details: Merging, item: Item) -> Merged:
        idea = public_idea(desk, item)
        into = db.session.get(Idea, details.into_id) if details.into_id else None
        if into is None:
            raise SomethingMissing("Say into which idea: its number, or one of those below.", field="into")
        root = db.session.get_one(Idea, canonical_of(into))
        if not can_merge(desk.viewer, idea, root):
            raise NotForThis("You merge ideas on the boards that you host; the other one is on another.", field="into")
        pairs = close_duplicates([idea.id], by=desk.by, at=desk.at)
        merge = merge_ideas(idea, into, by=desk.by, at=desk.at, reason=details.reason)
        return Merged(merge=merge.id, pairs=pairs)

    def lock_first_to_undo(self, mementos: Sequence[Merged], ideas: Collection[Idea]) -> None:
        lock_duplicates(idea_id for memento in mementos for pair in memento.pairs for idea_id in pair)

    def other_ideas_to_undo(self, mementos: Sequence[Merged]) -> set[int]:
        """What the merges were into, with everything that is merged with them."""
        merges = MergeRow.id.in_([memento.merge for memento in mementos])
        pairs = db.session.execute(select(MergeRow.idea_id, MergeRow.target_id).where(merges))
        return families_of({idea_id for pair in pairs for idea_id in pair})


def _named_idea(desk: Desk, text: str) -> int | None:
    """The idea that was named by its number (`12`, `#12`, or its address). Raises SomethingMissing."""
    number = text.strip().rstrip("/").rpartition("/")[2].lstrip("#").partition("-")[0]
    if not number:
        return None
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    idea = find_idea(int(number), viewer=desk.viewer) if is_number else None
    if idea is None:
        raise SomethingMissing("There is no idea with this number that you can see.", field="into")
    return idea.id
