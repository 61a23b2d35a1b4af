"""A readable difference between two texts: word by word, as parts to show."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_MOST_COMPARED = 4_000_000
_WORDS = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that stayed, came, or went."""

    kind: Literal["same", "added", "removed"]
    text: str


def differences(before: str, after: str) -> list[Part]:
    """The parts that lead from `before` to `after`: by words; by lines where that would be too much work.

    Anybody may write such texts and anybody may ask for their difference, so the work is bounded: what both begin and
    end with is set aside, in long texts words that come all the time are no landmarks (difflib's `autojunk`), and where
    still too much would have to be compared with too much, the one is shown as gone and the other as new.
    """
    for pieces in (_WORDS.findall, lambda text: text.splitlines(keepends=True), lambda text: [text]):
        old, new = pieces(before), pieces(after)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        old_end, new_end = len(old) - tail, len(new) - tail
        if (old_end - head) * (new_end - head) <= _MOST_COMPARED:
            break
    parts = [Part("same", "".join(old[:head])), *_compared(old[head:old_end], new[head:new_end])]
    return [part for part in (*parts, Part("same", "".join(old[old_end:]))) if part.text]


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(old[i1:i2]))
            continue
        yield Part("removed", "".join(old[i1:i2]))
        yield Part("added", "".join(new[j1:j2]))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces both begin with."""
    most = min(len(old), len(new))
    return next((place for place in range(most) if old[place] != new[place]), most)
