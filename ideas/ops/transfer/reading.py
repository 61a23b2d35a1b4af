"""Reading the file: a line at a time, never more of it than may be an idea."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LINE_MAX = 1_000_000
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line by its number. `raw` is None where it is too long to be read; `size` counts its bytes all the same."""

    number: int
    raw: bytes | None
    size: int


def read_lines(file: BinaryIO) -> Iterator[FileLine]:
    """Every line of the file, the empty ones too."""
    number = 0
    while start := file.readline(LINE_MAX + 1):
        number += 1
        if len(start) <= LINE_MAX or start.endswith(b"\n"):
            yield FileLine(number, start, len(start))
            continue
        size = len(start)
        while rest := file.readline(_CHUNK):
            size += len(rest)
            if rest.endswith(b"\n"):
                break
        yield FileLine(number, None, size)
