"""A readable difference between two texts: word by word, as parts to show."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

_PIECES = re.compile(r"\s+|[^\s\w]|\w+")
_MOST_PIECES = 6_000


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that stayed, came, or went."""

    kind: Literal["same", "added", "removed"]
    text: str


def differences(before: str, after: str) -> list[Part]:
    """The parts that lead from `before` to `after`; very long texts are compared line by line."""
    old, new = _split(before), _split(after)
    parts: list[Part] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            parts.append(Part("removed", "".join(old[i1:i2])))
        if j2 > j1:
            parts.append(Part("added", "".join(new[j1:j2])))
    return parts


def _split(text: str) -> list[str]:
    pieces = _PIECES.findall(text)
    return pieces if len(pieces) <= _MOST_PIECES else text.splitlines(keepends=True)
