"""What an imported idea becomes."""

import pytest

from ideas.community.idea.rules import TITLE_MAX
from ideas.community.stage.rules import Phase
from ideas.ops.transfer.rules import (
    Place,
    address_of,
    comment_key,
    display_name,
    fit_tags,
    fit_title,
    flatten,
    loosen,
    phase_of,
)
from ideas.people.account.rules import clean_email


def test_fit_title_leaves_a_title_that_fits():
    assert fit_title("t" * TITLE_MAX, "Body.") == ("t" * TITLE_MAX, "Body.")


def test_fit_title_cuts_at_a_word_and_puts_the_whole_before_the_text():
    title = "A tap for oat milk beside the one for milk, " * 4

    short, body = fit_title(title.strip(), "Because.")

    assert (
        short
        == "A tap for oat milk beside the one for milk, A tap for oat milk beside the one for milk, A tap for oat milk beside the…"
    )
    assert body == f"{title.strip()}\n\nBecause."


@pytest.mark.parametrize("title", ["x" * 300, "ö" * 121, "word " * 60])
def test_fit_title_always_fits(title):
    short, _ = fit_title(title.strip(), "")

    assert len(short) <= TITLE_MAX
    assert short.endswith("…")


def test_fit_title_does_not_repeat_what_the_text_says_anyway():
    title = "My oven to " + "cook and " * 20

    assert fit_title(title.strip(), f"I want my oven to {title[11:]}")[1] == f"I want my oven to {title[11:]}"


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("la\u00a0bicicleta", "la bicicleta"),
        ("coches.\u00a0 No", "coches. No"),
        ("sí,\u00a0\u00a0¿no?", "sí, ¿no?"),
        ("10\u00a0000 kg", "10\u00a0000 kg"),
        ("1500\u00a0horas", "1500\u00a0horas"),
        ("quoi\u00a0?", "quoi\u00a0?"),
        ("«\u00a0oui\u00a0»", "«\u00a0oui\u00a0»"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_loosen_frees_words_and_leaves_figures_and_punctuation(text, loose):
    assert loosen(text) == loose


def test_fit_tags_puts_the_category_first_and_tells_what_is_left_out():
    kept, left_out = fit_tags("Safety", ["#doors", "Doors", "a, b", "c", "", "d", "e", "x" * 31])

    assert kept == ("Safety", "doors", "a", "b", "c")
    assert left_out == ("d", "e", "x" * 31)


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        ("open", Phase.SUBMITTED),
        ("Under Review", Phase.REVIEWING),
        ("PLANNED", Phase.PLANNED),
        ("in_progress", Phase.BUILDING),
        ("In-progress", Phase.BUILDING),
        ("Completed", Phase.SHIPPED),
        ("won’t do", Phase.DECLINED),
        ("archived", None),
        ("", None),
    ],
)
def test_phase_of_knows_the_usual_words(status, phase):
    assert phase_of(status) is phase


@pytest.mark.parametrize(
    ("source", "author"),
    [("decide-madrid", "u9884"), ("x" * 60, "y" * 200), ("Ö", "田中"), ("a b", "Ana"), ("a.b", "ana@example.org")],
)
def test_address_of_can_be_kept_and_never_be_written_to(source, author):
    address = address_of(source, author)

    assert clean_email(address) == address
    assert address == address.lower()
    assert address.endswith("@import.invalid")


def test_address_of_is_another_for_each_author():
    authors = ["ana", "Ana", "ana ", "ána", "ANA", "ana-x", "ana x"]

    assert address_of("s", "ana") == "s.ana@import.invalid"
    assert len({address_of("s", author) for author in authors} | {address_of("S", "ana")}) == len(authors) + 1


@pytest.mark.parametrize(("author", "shown"), [("u9884", "u9884"), ("@ana", "@ana"), ("ana@example.org", "")])
def test_display_name_is_never_an_address(author, shown):
    assert display_name(author) == shown


def test_comment_key_tells_the_comments_of_two_ideas_apart_at_any_length():
    assert comment_key("7", "1") == "7/1"
    assert len({comment_key("7" * 120, "1" * 120), comment_key("7" * 120, "1" * 119)}) == 2
    assert len(comment_key("7" * 120, "1" * 120)) <= 120


def test_flatten_makes_every_depth_one_level_and_keeps_the_order():
    parents = {"a": None, "b": "a", "c": "b", "d": "c", "e": None, "f": "d"}

    assert flatten(parents, {}) == [
        Place("a"),
        Place("b", "a"),
        Place("c", "a"),
        Place("d", "a"),
        Place("e"),
        Place("f", "a"),
    ]


def test_flatten_lets_a_reply_come_before_what_it_replies_to():
    assert flatten({"c": "b", "b": "a", "a": None}, {}) == [Place("c", "a"), Place("b", "a"), Place("a")]


def test_flatten_joins_threads_that_are_here_already():
    assert flatten({"x": "old", "y": "x"}, {"old": 42}) == [Place("x", 42), Place("y", 42)]


def test_flatten_lets_orphans_stand_alone_with_their_own_replies():
    assert flatten({"x": "gone", "y": "x"}, {}) == [Place("x", is_orphan=True), Place("y", "x")]


def test_flatten_breaks_circles():
    assert flatten({"a": "b", "b": "a"}, {}) == [Place("a", "b"), Place("b", is_orphan=True)]
    assert flatten({"a": "a"}, {}) == [Place("a", is_orphan=True)]


def test_flatten_takes_threads_of_any_depth():
    parents = {str(number): str(number - 1) if number else None for number in range(20_000)}

    assert {place.top for place in flatten(parents, {})} == {None, "0"}
