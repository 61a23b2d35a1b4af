"""Cursors: exact there and back, and refused when they were touched."""

import base64
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ideas.base.keyset import BadCursor, decode_cursor, encode_cursor

whole = st.integers(-(2**62) + 1, 2**62 - 1)
real = st.floats(allow_nan=False, allow_infinity=False)


@given(real, whole, st.text(max_size=50))
@example(0.1 + 0.2, 2**61, "")
@example(-0.0, 0, "\x00")
@example(5e-324, -1, "é\n")
def test_a_cursor_survives_exactly(score, number, word):
    cursor = encode_cursor(score, number, word)

    back = decode_cursor(cursor, float, int, str)

    assert (back[0].hex(), *back[1:]) == (score.hex(), number, word)
    assert cursor.isascii()
    assert not set(cursor) & set("+/=&?#% ")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "!!!!",
        "é",
        "null",
        "[]",
        base64.urlsafe_b64encode(b"{}").decode(),
        base64.urlsafe_b64encode(b'["0x1p+0"]').decode(),
        base64.urlsafe_b64encode(b'["0x1p+0", 1, 2]').decode(),
        base64.urlsafe_b64encode(b"[1, 1]").decode(),
        base64.urlsafe_b64encode(b'["0x1p+0", true]').decode(),
        base64.urlsafe_b64encode(b'["0x1p+0", "1"]').decode(),
        base64.urlsafe_b64encode(b'["zz", 1]').decode(),
        base64.urlsafe_b64encode(f'["0x1p+0", {2**70}]'.encode()).decode(),
        base64.urlsafe_b64encode(b'["0x1p+99999", 1]').decode(),
        base64.urlsafe_b64encode(b"[" * 9000).decode(),
        base64.urlsafe_b64encode(b'["nan", 1]').decode(),
        base64.urlsafe_b64encode(b'["inf", 1]').decode(),
    ],
)
def test_a_touched_cursor_is_refused(cursor):
    with pytest.raises(BadCursor) as refusal:
        decode_cursor(cursor, float, int)

    assert refusal.value.status == 400


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    try:
        values = decode_cursor(text, float, int)
    except BadCursor:
        return
    assert json.dumps(values[1])
