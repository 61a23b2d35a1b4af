"""Differences: both texts can be read out of the parts."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.base.diff import Part, differences


def _before(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if part.kind != "added")


def _after(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if part.kind != "removed")


def test_differences_are_word_by_word():
    assert differences("Oat milk in shops", "Oat milk in every shop") == [
        Part("same", "Oat milk in "),
        Part("removed", "shops"),
        Part("added", "every shop"),
    ]


def test_equal_texts_have_one_part():
    assert differences("a b", "a b") == [Part("same", "a b")]
    assert differences("", "") == []


words = st.lists(st.sampled_from(["oat", "milk", " ", "\n", "é", ",", "🦝", "  "]), max_size=60).map("".join)


@given(words, words)
def test_both_texts_can_be_read_out(before, after):
    parts = differences(before, after)

    assert (_before(parts), _after(parts)) == (before, after)


def test_one_change_in_a_very_long_text_is_shown_word_by_word():
    before = "\n".join(f"line {number} of it" for number in range(4000))
    after = before.replace("line 2000 of it", "another")

    parts = differences(before, after)

    assert [part for part in parts if part.kind != "same"] == [
        Part("removed", "line 2000 of it"),
        Part("added", "another"),
    ]


def test_changes_far_apart_in_a_very_long_text_are_compared_line_by_line():
    before = "\n".join(f"line {number} of it" for number in range(1900))
    after = before.replace("line 3 of it", "three").replace("line 1890 of it", "another")

    parts = differences(before, after)

    assert [part for part in parts if part.kind != "same"] == [
        Part("removed", "line 3 of it\n"),
        Part("added", "three\n"),
        Part("removed", "line 1890 of it\n"),
        Part("added", "another\n"),
    ]


@pytest.mark.parametrize("unit", ["a b ", "∀∁∂∃", "x\n"])
def test_texts_made_to_be_hard_to_compare_take_no_time(unit):
    signs = "".join(chr(0x2200 + place % 105) for place in range(20_000))
    before, after = signs + unit * 5_000, signs[::-1] + unit[::-1] * 5_000

    began = time.perf_counter()
    parts = differences(before[-20_000:], after[-20_000:])
    differences(before[:20_000], after[:20_000])
    differences("\n".join(before[:10_000]), "\n".join(after[:10_000]))

    assert time.perf_counter() - began < 3
    assert (_before(parts), _after(parts)) == (before[-20_000:], after[-20_000:])
