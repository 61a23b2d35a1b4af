"""Differences: both texts can be read out of the parts."""

from hypothesis import given
from hypothesis import strategies as st

from ideas.kit.diff import Part, differences


def _before(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if part.kind != "added")


def _after(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if part.kind != "removed")


def test_differences_are_word_by_word():
    assert differences("Oat milk in shops", "Oat milk in every shop") == [
        Part("same", "Oat milk in "), Part("removed", "shops"), Part("added", "every shop"),
    ]  # fmt: skip


def test_equal_texts_have_one_part():
    assert differences("a b", "a b") == [Part("same", "a b")]
    assert differences("", "") == []


words = st.lists(st.sampled_from(["oat", "milk", " ", "\n", "é", ",", "🦝", "  "]), max_size=60).map("".join)


@given(words, words)
def test_both_texts_can_be_read_out(before, after):
    parts = differences(before, after)

    assert (_before(parts), _after(parts)) == (before, after)


def test_a_very_long_text_is_compared_line_by_line():
    before = "\n".join(f"line {number} of it" for number in range(4000))
    after = before.replace("line 2000 of it", "another")

    parts = differences(before, after)

    assert [part for part in parts if part.kind != "same"] == [
        Part("removed", "line 2000 of it\n"), Part("added", "another\n"),
    ]  # fmt: skip
