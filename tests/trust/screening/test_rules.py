"""Trust levels, links and likeness: the arithmetic of screening."""

from datetime import timedelta

import pytest

from ideas.base import html
from ideas.trust.screening.rules import Reputation, Signals, likeness, links_in

DAY = timedelta(days=1)
SEASONED = {"is_verified": True, "present_for": 15 * DAY, "public_posts": 3, "was_voted_for": True}


@pytest.mark.parametrize(
    ("standing", "level"),
    [
        (Reputation(), 0),
        (Reputation(is_verified=True, present_for=DAY - timedelta(seconds=1)), 0),
        (Reputation(is_verified=True, present_for=DAY), 1),
        (Reputation(is_verified=False, present_for=90 * DAY), 0),
        (Reputation(**SEASONED), 2),
        (Reputation(**{**SEASONED, "present_for": 14 * DAY}), 1),
        (Reputation(**{**SEASONED, "public_posts": 2}), 1),
        (Reputation(**{**SEASONED, "was_voted_for": False}), 1),
        (Reputation(**SEASONED, limited_posts=1), 1),
        (Reputation(**SEASONED, limited_posts=5), 0),
        (Reputation(**SEASONED, limited_posts=5, granted=1), 1),
        (Reputation(granted=3), 3),
        (Reputation(is_staff=True), 3),
    ],
)
def test_a_level_is_earned_granted_and_lost(standing, level):
    assert standing.level == level


def test_trust_that_staff_granted_counts_more_than_what_was_earned():
    known = Reputation(is_verified=True, present_for=3 * DAY)

    assert (known.level, known.is_trusted) == (1, False)
    assert Reputation(granted=1).is_trusted
    assert Reputation(**SEASONED).is_trusted


@pytest.mark.parametrize(
    ("title", "body", "hosts"),
    [
        ("A better cup", "No link at all, not even example.com.", []),
        (
            "A better cup",
            "See https://www.Shop.example/cups?x=1 and [that](http://other.example:8080).",
            ["shop.example", "other.example"],
        ),
        ("A better cup", "<https://a.example> [b][1]\n\n[1]: https://b.example/", ["a.example", "b.example"]),
        ("Buy at https://spam.example now", "", ["spam.example"]),
        ("A better cup", "[us](/acme/ideas/1), [top](#top), @ben", []),
        ("A better cup", "Here: https://ideas.test/acme/ideas/3", []),
        ("A better cup", "[mail](mailto:me@sell.example?subject=x)", ["sell.example"]),
        ("A better cup", "`https://code.example` is code.", []),
        ("A better cup", "https://a.example https://a.example. https://a.example!", ["a.example"] * 3),
    ],
)
def test_links_are_found_by_their_hosts(title, body, hosts):
    assert links_in(title, html.render(body), site="ideas.test:8000") == hosts


def test_what_nobody_can_type_is_hasty():
    assert Signals(typed_for=timedelta(seconds=2)).is_hasty
    assert Signals(typed_for=None).is_hasty
    assert not Signals(typed_for=timedelta(seconds=3)).is_hasty


def test_likeness_looks_at_words_not_at_case_and_marks():
    assert likeness("Oat milk, please!", "please OAT MILK") == 1.0
    assert likeness("Oat milk", "Rice cakes") == 0.0
    assert likeness("", "") == 0.0
    assert likeness("a b c d e f g h i j", "a b c d e f g h i k") == pytest.approx(9 / 11)
