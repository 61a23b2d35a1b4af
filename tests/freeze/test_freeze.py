"""The tool that writes down what must stay: what it blanks and what it keeps, and that it knows of nothing that is gone."""

from datetime import timedelta

import pytest

from ideas.base import clock, token
from tests.cast import NOW
from tests.freeze import lists, plain, words
from tests.freeze.forms import ABOUT, NAMED, TYPED
from tests.freeze.pages import place_of
from tests.freeze.still import CODE, standing_still
from tests.rim.world import FORMS


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"/invitations/{'aB3-_' * 8}xyz?x", "/invitations/SECRET?x"),
        ("/ideas/7-a-slug-that-is-exactly-as-long-as-a-secret-is-xyz", None),
        ("/static/0123456789ab/css/app.css", "/static/RELEASE/css/app.css"),
        ('<input type="hidden" name="csrf_token" value="x.y">', '<input type="hidden" name="csrf_token" value="…">'),
        ("  <p>\n\n   12 votes, 3 days ago</p> ", "<p>\n12 votes, 3 days ago</p>"),
    ],
)
def test_what_is_new_each_time_is_blanked_and_nothing_else(text, kept):
    assert plain.plain(text) == (text if kept is None else kept)


def test_an_answer_is_the_same_each_time_it_is_asked_for(visitor, cast):
    first, second = (plain.answer(visitor.get("/acme/ideas?lang=en-XA")) for _ in range(2))

    assert first == second
    assert first.startswith("200 OK\n")
    assert "Content-Security-Policy: default-src 'none'" in first


def test_time_passes_only_when_it_is_told_to():
    with standing_still(NOW) as still:
        still.pass_by(minutes=5)
        told, code = clock.now(), token.new_code()

    assert (told, code) == (NOW + timedelta(minutes=5), f"{CODE}")
    assert clock.now() > told


def test_every_form_that_is_filled_in_another_way_is_there():
    assert (ABOUT.keys() | NAMED.keys() | TYPED.keys()) - FORMS.keys() == set()


def test_an_address_is_a_folder():
    assert place_of("/acme/ideas?sort=new&q=a") == "acme/ideas/_sort=new&q=a"
    assert place_of("/", is_scripted=True) == "_script"
    assert place_of("/") == "_"


def test_the_lists_hold_what_people_know_by_name(app):
    routes, commands, settings = lists.routes(app), lists.commands(app), lists.settings(app)

    assert "POST /<brand>/ideas  idea.create  public" in routes
    assert "== flask account link" in commands
    assert "IDEAS_PORT: Input should be greater than or equal to 1" in settings


def test_the_words_hold_those_of_templates_and_of_code():
    found = words.words()

    assert '"%(num)s vote | %(num)s votes"' in found
    assert '"Share an idea"' in found
    assert '"You are asking faster than this site can answer everyone."' in found
