"""Plain text from people: what is cleaned away, and that nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.base.text import many_lines, one_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  oat   milk \n please ", "oat milk please"),
        ("oat\u200bmilk", "oatmilk"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("\ufeffoat", "oat"),
        ("a\x00b\x1bc", "abc"),
        ("e\u0301", "é"),
        ("\u2067x\u2069", "x"),
        ("soft\u00adhyphen", "softhyphen"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("a" + "\u0301" * 50, "á" + "\u0301" * 3),
    ],
)
def test_one_line_takes_away_what_could_fool_a_reader(raw, clean):
    assert one_line(raw) == clean


def test_many_lines_keeps_lines_and_indents():
    assert many_lines("\r\n\n  a  \r\n\r\n    code\rb \n\n") == "  a\n\n    code\nb"


@given(st.text())
def test_cleaning_again_changes_nothing(raw):
    assert one_line(one_line(raw)) == one_line(raw)
    assert many_lines(many_lines(raw)) == many_lines(raw)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"])))
def test_visible_characters_stay(raw):
    assert one_line(raw) == unicodedata.normalize("NFC", raw)
