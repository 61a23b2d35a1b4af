"""What an import did, refused and changed, in words for the one who ran it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

EXAMPLES = 5
_COUNTS = (
    "lines",
    "ideas",
    "ideas_here",
    "comments",
    "comments_here",
    "comments_refused",
    "voted_comments",
    "people",
)


@dataclass
class Report:
    """Counts, refusals and warnings of one import, or of one part of it."""

    lines: int = 0
    ideas: int = 0
    ideas_here: int = 0
    comments: int = 0
    comments_here: int = 0
    people: int = 0
    comments_refused: int = 0
    voted_comments: int = 0
    refused: list[str] = field(default_factory=list)
    refused_comments: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    warnings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unused_keys: Counter[str] = field(default_factory=Counter)

    def warn(self, what: str, where: str) -> None:
        """Note that something was changed or left out."""
        self.warnings[what].append(where)

    def refuse_comment(self, where: str, name: str, why: str) -> None:
        """Note that a comment can't be used."""
        self.comments_refused += 1
        self.refused_comments[where, why].append(name)

    def add(self, other: "Report") -> None:
        """Count in what another part did."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.refused += other.refused
        for place, names in other.refused_comments.items():
            self.refused_comments[place] += names
        for what, where in other.warnings.items():
            self.warnings[what] += where
        self.unused_keys += other.unused_keys

    def in_words(self) -> Iterator[str]:
        """The report, line by line: every refused row, and of each warning how often and the first few places."""
        yield f"{_many(self.lines, 'row')} read."
        yield f"Ideas: {self.ideas:,} added, {self.ideas_here:,} here already, {len(self.refused):,} refused."
        yield (
            f"Comments: {self.comments:,} added, {self.comments_here:,} here already, "
            f"{self.comments_refused:,} refused."
        )
        yield f"People: {self.people:,} added."
        yield from _under("Refused rows:", self.refused)
        yield from _under("Refused comments:", self._refused_comments())
        yield from _under("Notes:", [*self._warnings(), *self._losses()])

    def _refused_comments(self) -> list[str]:
        return [
            f"{where}, comment{'' if len(names) == 1 else 's'} {', '.join(names)}: {why}"
            for (where, why), names in self.refused_comments.items()
        ]

    def _warnings(self) -> Iterator[str]:
        for what, where in self.warnings.items():
            more = f", and {len(where) - EXAMPLES:,} more" if len(where) > EXAMPLES else ""
            yield f"{what}: {len(where):,} ({'; '.join(where[:EXAMPLES])}{more})"

    def _losses(self) -> Iterator[str]:
        if self.voted_comments:
            yield f"Comments take no votes here, so theirs were left out: {self.voted_comments:,}"
        if self.unused_keys:
            keys = ", ".join(f"{key} ({count:,})" for key, count in sorted(self.unused_keys.items()))
            yield f"Keys that are not used here: {keys}"


def _under(title: str, entries: Sequence[str]) -> Iterator[str]:
    if entries:
        yield title
        yield from (f"  {entry}" for entry in entries)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
