"""What an act of the desk is: what it applies to, what it is called, what it asks, what it does, and how it is undone.

Each act is a file of its own beside this one and a line in `every.py`. Its name is what forms send and what is stored.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from flask_babel import LazyString, ngettext
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.community.idea.answer_clock import lock_clocks
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_move
from ideas.desk.acts.fields import Field, Typed
from ideas.desk.acts.items import Item, Ref
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.people import last_hand
from ideas.desk.acts.rules import Kind
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.viewer import Viewer

GONE = "This is not there any more, or not on a board that you work on."


class NotThere(Refusal):
    """No such item, or none that this person works on."""

    status = 404


class NotForThis(Refusal):
    """This kind of item does not take that act."""


class SomethingMissing(Refusal):
    """The act needs a word more: a stage, a rule, an idea to merge into."""


class TooLate(Conflict):
    """The act was undone before, it is too old, or somebody has gone on from there."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at the desk, of which brand, and when."""

    brand: Brand
    viewer: Viewer
    by: Account
    at: datetime


@dataclass(frozen=True, slots=True)
class Undoing:
    """An act that is being undone for one of its items, and who undoes it."""

    act: DeskAct
    item: Item
    desk: Desk

    @property
    def idea(self) -> Idea:
        """The idea, locked. Raises NotThere."""
        if self.item.idea is None:
            raise NotThere(GONE)
        return self.item.idea

    @property
    def last_hand(self) -> str:
        """Who did something with the idea after the act."""
        return last_hand(self.item.idea.id if self.item.idea else 0, since=self.act.created_at)


class Memento(BaseModel, ABC):
    """What it takes to undo an act on one item, as it is stored: a field's name is its key, and one at its default is left out."""

    model_config = ConfigDict(frozen=True)

    @abstractmethod
    def undo(self, undoing: Undoing) -> list[Refusal]:
        """Undo it. Returns what was left as it is now, because somebody changed it since. Raises TooLate, CantTakeBack."""

    def stored(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def fits(cls, stored: Mapping[str, Any]) -> bool:
        """Whether this kind of memento was stored there."""
        return all(name in stored for name, field in cls.model_fields.items() if field.is_required())


Details = TypeVar("Details")


class Act(ABC, Generic[Details]):
    """One thing that can be done at the desk. `Details` is what its fields say once they are read: rows, ids and words."""

    name: ClassVar[str]
    kinds: ClassVar[tuple[Kind, ...]]
    label: ClassVar[LazyString]
    icon: ClassVar[str]
    key: ClassVar[str]
    done: ClassVar[LazyString]  # after somebody's name: "approved"
    sentences: ClassVar[tuple[str, str]]  # what was done, with one item and with `num` of them
    mementos: ClassVar[tuple[type[Memento], ...]]
    help: ClassVar[LazyString | None] = None  # what the list of keys says of it
    fields: ClassVar[tuple[Field, ...]] = ()  # without any it is a button that does it at once
    submit: ClassVar[LazyString | None] = None  # on the button below the fields, where that is not the label
    is_danger: ClassVar[bool] = False
    quotes_comments: ClassVar[bool] = False  # in the statement that its author gets
    # Of which kinds it is the main act, and of which its form is open at first; None stands for several items.
    main: ClassVar[tuple[Kind | None, ...]] = ()
    open_first: ClassVar[tuple[Kind | None, ...]] = ()

    def label_for(self, kind: Kind | None) -> str:
        """What it is called on items of this kind, None for several kinds."""
        return str(self.label)

    def sentence(self, count: int) -> str:
        """What was done, with so many items."""
        return str(ngettext(*self.sentences, count))

    @abstractmethod
    def read(self, desk: Desk, typed: Typed) -> Details:
        """What was typed, read against what there is; before anything is locked. Raises SomethingMissing."""

    @abstractmethod
    def do(self, desk: Desk, details: Details, item: Item) -> Memento:
        """Do it to one item, which is locked. Raises whatever stands in the way."""

    def other_ideas(self, details: Details | None, refs: Sequence[Ref]) -> set[int]:
        """The ids of ideas besides the items' own that it changes, or that undoing it changes (without details)."""
        return set()

    def lock(self, desk: Desk, details: Details, items: Collection[Item]) -> None:
        """Lock what it changes besides ideas, in the order of ids, before the first item is done."""
        ideas = ideas_of(items)
        if len(ideas) > 1:
            lock_clocks(ideas)

    def other_ideas_to_undo(self, mementos: Sequence[Any]) -> set[int]:
        """The ids of further ideas that undoing these changes."""
        return set()

    def lock_first_to_undo(self, mementos: Sequence[Any], ideas: Collection[Idea]) -> None:
        """Lock what undoing these changes and what comes before the act itself and the ideas' clocks."""

    def lock_to_undo(self, desk: Desk, mementos: Sequence[Any], ideas: Collection[Idea]) -> None:
        """Lock what undoing these changes besides ideas and their clocks."""

    def memento(self, stored: Mapping[str, Any]) -> Memento:
        """The memento that was stored like this."""
        return next(kind for kind in self.mementos if kind.fits(stored)).model_validate(stored)


def ideas_by_id(ids: Collection[int]) -> Collection[Idea]:
    """These ideas, as they are now."""
    return db.session.scalars(select(Idea).where(Idea.id.in_(ids))).all() if ids else ()


def one_or_many(singular: str, plural: str) -> tuple[str, str]:
    """Mark a sentence with a number in it for translation; it is translated once the number is known."""
    return singular, plural


def ideas_of(items: Iterable[Item]) -> Collection[Idea]:
    """The ideas that these are about, each once."""
    return {item.idea.id: item.idea for item in items if item.idea}.values()


def idea_of(item: Item) -> Idea:
    """The idea, where the item is one. Raises NotForThis."""
    if item.idea is None or item.ref.kind is Kind.COMMENT:
        raise NotForThis("This can be done with ideas only.")
    return item.idea


def public_idea(desk: Desk, item: Item) -> Idea:
    """The idea, where it can be answered and moved. Raises NotForThis."""
    idea = idea_of(item)
    if not can_move(desk.viewer, idea):
        raise NotForThis("This idea is not public, so it can be neither answered nor moved.")
    return idea
