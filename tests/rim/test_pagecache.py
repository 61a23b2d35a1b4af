"""Pages for visitors are kept a moment, and nobody is ever shown what was made for somebody."""

import itertools

import pytest
from flask import session

from ideas.rim.access import public
from ideas.rim.i18n import LANGUAGES
from ideas.rim.pagecache import MOST_PAGES, same_for_visitors
from tests.clients import signed_in_client


@pytest.fixture
def counting(make_app, app):
    """An app that keeps pages, with a page that says how often it was made."""
    built, made = make_app(base_url=""), itertools.count(1)
    built.extensions["pages"].seconds = 60.0

    def page():
        return f"made {next(made)}"

    def with_cookie():
        session["seen"] = True
        return f"made {next(made)}"

    def refused():
        return f"made {next(made)}", 404

    for name, view in (("kept", page), ("cookie", with_cookie), ("refused", refused)):
        marked = same_for_visitors(public(view))
        built.add_url_rule(f"/{name}", f"{name}.show", marked, methods=["GET", "POST"])
    built.add_url_rule("/own", "own.show", public(page))
    return built


def _texts(app, path, times=2, **options):
    return [app.test_client().get(path, **options).text for _ in range(times)]


def test_a_page_is_made_once_for_visitors(counting):
    assert _texts(counting, "/kept") == ["made 1", "made 1"]
    assert _texts(counting, "/kept?a=1") == ["made 2", "made 2"]
    assert _texts(counting, "/kept", headers={"HX-Request": "true"}) == ["made 3", "made 3"]


def test_a_page_is_kept_for_one_host_and_one_language(counting, monkeypatch):
    monkeypatch.setitem(LANGUAGES, "de", "Deutsch")
    asked = ({}, {"Host": "127.0.0.1"}, {"Accept-Language": "de"}, {"Host": "127.0.0.1", "Accept-Language": "de"})

    for number, headers in enumerate(asked, start=1):
        assert _texts(counting, "/kept", headers=headers) == [f"made {number}"] * 2, headers


def test_a_kept_page_carries_the_headers(counting):
    first, second = (counting.test_client().get("/kept") for _ in range(2))

    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    assert second.mimetype == first.mimetype


@pytest.mark.parametrize("path", ["/own", "/cookie", "/refused"])
def test_what_is_not_marked_sets_a_cookie_or_is_refused_is_not_kept(counting, path):
    assert _texts(counting, path) == ["made 1", "made 2"]


def test_whoever_brings_a_cookie_reads_what_is_and_leaves_nothing(counting, cast):
    ana = signed_in_client(counting, cast.ana)

    assert [ana.get("/kept").text, ana.get("/kept").text] == ["made 1", "made 2"]
    assert _texts(counting, "/kept") == ["made 3", "made 3"]
    assert ana.get("/kept").text == "made 4"


def test_a_page_goes_stale(counting):
    counting.extensions["pages"].seconds = 0.000001

    assert _texts(counting, "/kept") == ["made 1", "made 2"]


def test_the_oldest_page_makes_room(counting):
    _texts(counting, "/kept", 1)
    for number in range(MOST_PAGES):
        counting.test_client().get(f"/kept?a={number}")

    assert _texts(counting, "/kept", 1) == [f"made {MOST_PAGES + 2}"]


def test_no_page_that_is_kept_shows_a_token(app, visitor, cast, idea):
    """A token belongs to one session: in a page for everybody it would be refused for all but one."""
    marked = {name for name, view in app.view_functions.items() if getattr(view, "same_for_visitors", False)}
    pages = [
        "/acme",
        "/acme/ideas",
        f"/acme/ideas/{idea.number}-{idea.slug}",
        "/acme/boards/ideas",
        "/acme/roadmap",
        "/acme/promise",
    ]

    for path in pages:
        response = visitor.get(path)
        assert response.status_code == 200, path
        assert "csrf_token" not in response.text, path
        assert "Set-Cookie" not in response.headers, path
    assert len(marked) == len(pages)
