"""What templates say of names, times and numbers."""

from datetime import timedelta

import pytest
from jinja2 import UndefinedError

from ideas.base import clock
from ideas.rim.jinja import ago, compact, day, hue, initials, moment, number
from tests.cast import NOW


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Lopes", "AL"),
        ("Ana", "A"),
        ("ana maria de lopes", "AL"),
        ("田中 花", "田花"),
        ("ليلى حداد", "لح"),
        ("?!", "?"),
        ("", "?"),
        ("(x) Bo", "B"),
        ("ßen", "SS"),
    ],
)
def test_initials_in_any_script(name, letters):
    assert initials(name) == letters


def test_hue_is_the_same_for_the_same_name_and_one_of_twelve():
    hues = {hue(f"Person {number}") for number in range(300)}

    assert hue("Ana") == hue("Ana")
    assert hues == set(range(12))


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=3), "3 minutes ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=800), "2 years ago"),
        (timedelta(hours=-2, seconds=-9), "in 2 hours"),
    ],
)
def test_ago_in_words(app, passed, words):
    with app.test_request_context():
        assert ago(clock.now() - passed) == words


@pytest.mark.parametrize(
    ("value", "short", "whole"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1K", "1,000"),
        (6560, "6.6K", "6,560"),
        (2_600_000, "2.6M", "2,600,000"),
    ],
)
def test_numbers_for_people(app, value, short, whole):
    with app.test_request_context():
        assert (compact(value), number(value)) == (short, whole)


def test_times_name_their_zone(app):
    with app.test_request_context():
        assert day(NOW) == "Jun 15, 2026"
        assert "UTC" in moment(NOW)
        assert "12:00" in moment(NOW).replace("\u202f", " ")


def test_a_name_that_is_not_there_is_a_fault_outside_production(app):
    with app.test_request_context(), pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ no_such_name }}").render()
