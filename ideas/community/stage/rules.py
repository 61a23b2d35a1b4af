"""The six phases, the palette, and the stages that a new brand starts with."""

from dataclasses import dataclass
from enum import StrEnum

NAME_MAX = 40
REASON_MAX = 80


class Phase(StrEnum):
    """What a stage means; the code knows just these six."""

    SUBMITTED = "submitted"
    REVIEWING = "reviewing"
    PLANNED = "planned"
    BUILDING = "building"
    SHIPPED = "shipped"
    DECLINED = "declined"

    @property
    def is_final(self) -> bool:
        return self in (Phase.SHIPPED, Phase.DECLINED)


class Colour(StrEnum):
    """The named colours that a stage or a tag may wear; the style sheet knows each in light and dark."""

    SLATE = "slate"
    RED = "red"
    ORANGE = "orange"
    AMBER = "amber"
    LIME = "lime"
    GREEN = "green"
    TEAL = "teal"
    CYAN = "cyan"
    BLUE = "blue"
    INDIGO = "indigo"
    VIOLET = "violet"
    PINK = "pink"


@dataclass(frozen=True, slots=True)
class StageSpec:
    """A stage as a new brand gets it; `leads_to` names slugs."""

    slug: str
    name: str
    phase: Phase
    colour: Colour
    leads_to: tuple[str, ...]
    freezes_votes: bool = False
    freezes_comments: bool = False
    freezes_edits: bool = False


@dataclass(frozen=True, slots=True)
class StageShape:
    """What an owner says of a stage. `leads_to` and `comes_from` are the ids of stages that ideas go to and come from."""

    name: str
    phase: Phase
    colour: Colour
    leads_to: frozenset[int] = frozenset()
    comes_from: frozenset[int] = frozenset()
    freezes_votes: bool = False
    freezes_comments: bool = False
    freezes_edits: bool = False


FIRST_STAGES = (
    StageSpec("new", "New", Phase.SUBMITTED, Colour.SLATE, ("under-review", "planned", "not-planned", "shipped")),
    StageSpec("under-review", "Under review", Phase.REVIEWING, Colour.AMBER, ("new", "planned", "not-planned")),
    StageSpec(
        "planned",
        "Planned",
        Phase.PLANNED,
        Colour.BLUE,
        ("under-review", "in-progress", "not-planned"),
        freezes_edits=True,
    ),
    StageSpec(
        "in-progress",
        "In progress",
        Phase.BUILDING,
        Colour.VIOLET,
        ("planned", "shipped", "not-planned"),
        freezes_edits=True,
    ),
    StageSpec(
        "shipped", "Shipped", Phase.SHIPPED, Colour.GREEN, ("in-progress",), freezes_votes=True, freezes_edits=True
    ),
    StageSpec(
        "not-planned",
        "Not planned",
        Phase.DECLINED,
        Colour.RED,
        ("under-review",),
        freezes_votes=True,
        freezes_edits=True,
    ),
)

FIRST_REASONS = (
    "It would cost too much for what it brings",
    "It would not be safe",
    "The law does not let us",
    "It does not fit what we make",
    "We tried it before",
    "It already exists",
)
