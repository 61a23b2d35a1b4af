"""What the demo's desk holds this morning, as `data/morning.toml` says: the shapes of it."""

from functools import cache

from pydantic.dataclasses import dataclass

from ideas.ops.demo.data_files import STRICT, Text, read_file


@dataclass(frozen=True, slots=True, config=STRICT)
class Pause:
    """The answer clock stands still on this board, from the first to the last day, counted from today."""

    board: str
    first_day: int
    last_day: int
    reason: str


@dataclass(frozen=True, slots=True, config=STRICT)
class SavedAnswer:
    """An answer that staff fill in. `{author}` and `{votes}` are replaced at its use."""

    title: str
    body: Text


@dataclass(frozen=True, slots=True, config=STRICT)
class Note:
    """What staff told each other about an idea."""

    idea: str
    by: str
    ago: float
    text: Text


@dataclass(frozen=True, slots=True, config=STRICT)
class Duplicate:
    """An idea that was here already: merged with its voters, or only noted as a likely duplicate."""

    title: str
    by: str
    board: str
    ago: float
    merged_into: str | None = None
    voters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class Report:
    """Why somebody reported a comment."""

    by: str
    text: Text


@dataclass(frozen=True, slots=True, config=STRICT)
class ReportedComment:
    """A comment that breaks a rule, say those who reported it."""

    idea: str
    by: str
    ago: float
    text: Text
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class HiddenComment:
    """A comment that was hidden: the facts that its author was told, and the author's appeal."""

    idea: str
    by: str
    ago: float
    text: Text
    facts: Text
    appeal: Text


@dataclass(frozen=True, slots=True, config=STRICT)
class RecordedVote:
    """A vote that staff recorded for somebody without an account."""

    idea: str
    name: str
    said_where: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Newcomer:
    """Somebody whose first idea, and perhaps comment, wait for approval."""

    name: str
    email: str
    ago: float
    title: str
    body: Text
    comment: Text = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Morning:
    """All of it. `titles` are people's, by their keys; `assigned` and `scores` are by the ideas' keys."""

    titles: dict[str, str]
    pauses: tuple[Pause, ...]
    saved_answers: tuple[SavedAnswer, ...]
    assigned: dict[str, str]
    scores: dict[str, dict[str, tuple[int, ...]]]
    notes: tuple[Note, ...]
    duplicates: tuple[Duplicate, ...]
    reported: ReportedComment
    hidden: HiddenComment
    recorded_votes: tuple[RecordedVote, ...]
    newcomers: tuple[Newcomer, ...]
    crowd: tuple[str, ...]


@cache
def the_morning() -> Morning:
    """The morning as written."""
    return read_file("morning.toml", Morning)
