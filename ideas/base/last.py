"""What an act on many things leaves for its end, so that acts lock rows in one order and never wait for each other in a circle."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Deed = Callable[[], object]

_left: ContextVar[list[tuple[str, Deed]] | None] = ContextVar("left", default=None)


@contextmanager
def last_things() -> Iterator[None]:
    """Whatever is left for last within this block is done at its end; nothing of it, if the block fails.

    A block within another one leaves its own to the end of that.
    """
    if _left.get() is not None:
        with all_or_nothing():
            yield
        return
    left: list[tuple[str, Deed]] = []
    token = _left.set(left)
    try:
        yield
    finally:
        _left.reset(token)
    for _, deed in sorted(left, key=lambda entry: entry[0]):
        deed()


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """What is left for last within this part of the block is forgotten, if the part fails."""
    left = _left.get()
    before = len(left) if left is not None else 0
    try:
        yield
    except BaseException:
        if left is not None:
            del left[before:]
        raise


def leave_for_last(turn: str, deed: Deed) -> None:
    """Do it at the end of the block, in the order of the turns and then as they came; outside of any block at once."""
    left = _left.get()
    if left is None:
        deed()
    else:
        left.append((turn, deed))
