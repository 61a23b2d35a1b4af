"""The script of the demo: the shapes of its people, boards and ideas, and of everything that happens to them.

It is written in `data/`. Every time is `ago`: days before the moment of the performance, so that the demo is fresh
whenever it runs.
"""

from functools import cache
from typing import Literal, TypeAlias

from pydantic.dataclasses import dataclass

from ideas.ops.demo.data_files import STRICT, Text, in_folder, read_file

Role: TypeAlias = Literal["owner", "moderator", "partner", "member"]
Access: TypeAlias = Literal["public", "members", "invited"]
Phase: TypeAlias = Literal["submitted", "reviewing", "planned", "building", "shipped", "declined"]

PHASES: tuple[Phase, ...] = ("submitted", "reviewing", "planned", "building", "shipped", "declined")
FINAL: frozenset[Phase] = frozenset({"shipped", "declined"})


@dataclass(frozen=True, slots=True, config=STRICT)
class Brand:
    """The tenant. `colour` is #rrggbb."""

    slug: str
    name: str
    tagline: str
    colour: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Reason:
    """Why the brand says no: `label` is what the public reads beside a declined idea."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Person:
    """`key` is the handle others mention and the local part of the address; `joined` is an age in days."""

    key: str
    name: str
    role: Role
    joined: float

    @property
    def email(self) -> str:
        return f"{self.key}@example.com"

    @property
    def is_staff(self) -> bool:
        return self.role != "member"


@dataclass(frozen=True, slots=True, config=STRICT)
class Board:
    """`hosts` are the idea partners who answer here; `guests` are the members an invited board lets in."""

    key: str
    slug: str
    name: str
    description: Text
    access: Access
    hosts: tuple[str, ...]
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class Comment:
    """One contribution to a discussion, with the replies under it (which have none of their own)."""

    by: str
    ago: float
    text: Text
    official: bool = False
    replies: tuple["Comment", ...] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class Move:
    """One change of stage. `answer` is pinned; a decline has `reason` and `explanation` instead."""

    by: str
    ago: float
    to: Phase
    answer: Text | None = None
    reason: str | None = None
    explanation: Text | None = None


@dataclass(frozen=True, slots=True, config=STRICT)
class Answer:
    """A pinned answer given, or given anew, without a change of stage."""

    by: str
    ago: float
    text: Text


@dataclass(frozen=True, slots=True, config=STRICT)
class Edit:
    """The author changes the idea; what is None stays as it was. `reason` is the author's own note."""

    by: str
    ago: float
    title: str | None = None
    body: Text | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, config=STRICT)
class Withdrawal:
    """The author takes the idea back."""

    by: str
    ago: float


@dataclass(frozen=True, slots=True, config=STRICT)
class Idea:
    """An idea as it was first posted, and everything that happened to it since.

    `votes` names the voters, or says how many (`ideas.ops.demo.polling` then chooses who and when). `surge` holds
    the ages at which many votes came at once. People in `against` argue but never vote for it.
    """

    key: str
    board: str
    by: str
    ago: float
    title: str
    body: Text
    tags: tuple[str, ...]
    votes: int | tuple[str, ...]
    surge: tuple[float, ...] = ()
    against: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    moves: tuple[Move, ...] = ()
    answers: tuple[Answer, ...] = ()
    edits: tuple[Edit, ...] = ()
    withdrawn: Withdrawal | None = None

    @property
    def phase(self) -> Phase:
        """Where it stands today."""
        return self.moves[-1].to if self.moves else "submitted"

    @property
    def votes_closed(self) -> tuple[tuple[float, float], ...]:
        """When nobody could vote, as (from, until) in ages; until 0 is: still closed."""
        stops = [(move.ago, move.to in FINAL) for move in self.moves]
        stops += [(self.withdrawn.ago, True)] if self.withdrawn else []
        untils = [ago for ago, _ in stops[1:]] + [0.0]
        return tuple((ago, until) for (ago, closes), until in zip(stops, untils, strict=False) if closes)

    @property
    def last_vote_ago(self) -> float:
        """The age that the last vote cannot fall below; 0 while voting is open."""
        return next((since for since, until in self.votes_closed if until == 0.0), 0.0)


@dataclass(frozen=True, slots=True, config=STRICT)
class Script:
    """The whole demo."""

    brand: Brand
    reasons: tuple[Reason, ...]
    tags: tuple[str, ...]
    people: tuple[Person, ...]
    boards: tuple[Board, ...]
    ideas: tuple[Idea, ...]

    def person(self, key: str) -> Person:
        return next(person for person in self.people if person.key == key)

    def board(self, key: str) -> Board:
        return next(board for board in self.boards if board.key == key)

    def may_take_part(self, person: Person, board: Board) -> bool:
        """May this person read, vote and comment there?"""
        if board.access != "invited" or person.role in ("owner", "moderator"):
            return True
        return person.key in board.hosts or person.key in board.guests


@cache
def the_script() -> Script:
    """The demo as written, ideas in the order in which they were posted."""
    place, people = read_file("place.toml", _Place), read_file("cast.toml", _Cast).people
    ideas = [idea for name in in_folder("stories") for idea in read_file(name, _Stories).ideas]
    ideas.sort(key=lambda idea: -idea.ago)
    return Script(place.brand, place.reasons, place.tags, people, place.boards, tuple(ideas))


@dataclass(frozen=True, slots=True, config=STRICT)
class _Place:
    brand: Brand
    reasons: tuple[Reason, ...]
    tags: tuple[str, ...]
    boards: tuple[Board, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class _Cast:
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class _Stories:
    ideas: tuple[Idea, ...]
