"""Cursors for keyset paging: where the last page ended, as opaque text that survives a round trip exactly."""

import base64
import binascii
import json
import math
from datetime import UTC, datetime, timedelta

from ideas.base.refusal import Refusal

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class BadCursor(Refusal):
    """The address names a place in the list that can't be read."""

    status = 400


def encode_cursor(*values: float | int | str) -> str:
    """Pack the ordering values of a page's last row; floats keep every bit."""
    packed = json.dumps([value.hex() if isinstance(value, float) else value for value in values])
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def decode_cursor(text: str, *kinds: type) -> tuple[float | int | str, ...]:
    """Unpack a cursor into values of the given kinds (float, int or str). Raises BadCursor."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(kinds):
            raise ValueError("wrong length")
        return tuple(_read(value, kind) for value, kind in zip(values, kinds, strict=True))
    except (ValueError, TypeError, OverflowError, binascii.Error, UnicodeError, RecursionError):
        raise BadCursor("This address points to a place in the list that does not exist. Start at its top.") from None


def moment_number(moment: datetime) -> int:
    """A moment as a cursor holds it: microseconds, so that it comes back exactly."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment_of(number: float | int | str) -> datetime:
    """The moment of a number in a cursor. Raises BadCursor."""
    try:
        return EPOCH + timedelta(microseconds=int(number))
    except OverflowError:
        raise BadCursor("This address points to a place in the list that does not exist. Start at its top.") from None


def _read(value: object, kind: type) -> float | int | str:
    if kind is float and isinstance(value, str) and math.isfinite(real := float.fromhex(value)):
        return real
    if kind is int and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**62:
        return value
    if kind is str and isinstance(value, str):
        return value
    raise ValueError("wrong kind")
