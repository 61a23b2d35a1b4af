"""Addresses on pages: they are built from the URL map, and they stay under the prefix that the app is mounted at."""

import re
from collections.abc import Iterator

import pytest
from flask import g, url_for
from werkzeug.routing import BuildError

from ideas.rim.paths import comment_path, idea_path, path_to, person_path, without_prefix
from tests.house.addresses import all_routes, values_for

PREFIX = "/feedback"
MOUNTED = {"SCRIPT_NAME": PREFIX}
# What changes by itself: tokens of forms, and when this browser was seen.
_CHANGING = re.compile(r"\b[\w-]{15,}\.[\w.-]{15,}|\b[\w-]{43}\b|<time[^>]*>")
_ADDRESS = re.compile(r'(?:href|action|src|formaction|content|data-[a-z-]+|hx-[a-z]+)="(/[^"]*)"')
# They show moments to the second, or are no pages.
_NOT_COMPARED = {"design.show", "health.show", "readiness.show", "static", "session.index"}


class _Row:
    def __init__(self, **values):
        vars(self).update(values)


@pytest.fixture
def request_to_acme(app, cast) -> Iterator[None]:
    with app.test_request_context("/acme/ideas", environ_overrides=MOUNTED):
        g.brand = cast.brand
        yield


@pytest.fixture
def lively(make, cast):
    """An idea with most of what pages link to."""
    idea = make.idea("Oat milk in every shop", tags=("milk", "common"), body="In *every* shop.")
    make.comment(idea, "Please, yes.", by=cast.ben)
    make.vote(idea, cast.ben)
    make.move(idea, "planned", answer="We will do this very soon.")
    make.idea("Almond milk in every shop", by=cast.mod, tags=("milk",))
    return idea


def test_path_to_answers_what_url_for_answers(app, request_to_acme):
    for route in all_routes(app):
        if route.method != "GET" or route.endpoint == "static":
            continue
        values = dict.fromkeys(set(re.findall(r"(\w+)>", route.rule.rule)) - {"brand"}, "12")

        assert path_to(route.endpoint, **values) == url_for(route.endpoint, **values)


def test_path_to_refuses_an_endpoint_or_a_value_that_is_not_there(request_to_acme):
    for endpoint, values in (("no.such", {}), ("idea.index", {"page": 2})):
        with pytest.raises(BuildError):
            path_to(endpoint, **values)


def test_path_to_refuses_a_page_of_a_brand_where_no_brand_is_named(app):
    with app.test_request_context("/"):
        assert path_to("home.show") == "/"
        with pytest.raises(BuildError):
            path_to("idea.index")


def test_things_have_their_addresses(request_to_acme):
    idea, nameless = _Row(number=12, slug="oat-milk"), _Row(number=13, slug="")

    assert idea_path(idea) == "/feedback/acme/ideas/12-oat-milk"
    assert idea_path(nameless, "answer") == "/feedback/acme/ideas/13#answer"
    assert comment_path(idea, _Row(id=5)) == "/feedback/acme/ideas/12-oat-milk#comment-5"
    assert comment_path(idea, None) == idea_path(idea)
    assert person_path("ana-lopes") == url_for("person.show", handle="ana-lopes")


@pytest.mark.parametrize(
    ("path", "inside"),
    [("/feedback/acme", "/acme"), ("/feedback", "/"), ("/feedbacks/x", "/feedbacks/x"), ("/acme", "/acme")],
)
def test_a_prefix_is_taken_off_whole(request_to_acme, path, inside):
    assert without_prefix(path) == inside


def test_every_page_keeps_the_prefix_and_is_else_the_same(app, cast, lively, client_for):
    fill, read = values_for(app, cast, lively), 0
    for person in (None, cast.ben, cast.owner):
        client = client_for(person)
        for route in all_routes(app):
            if route.method != "GET" or route.endpoint in _NOT_COMPARED:
                continue
            plain = _read(client, fill(route.rule))
            mounted = _read(client, fill(route.rule), environ_overrides=MOUNTED)

            assert mounted.status_code == plain.status_code, route
            astray = [path for path in _ADDRESS.findall(mounted.text) if not f"{path}/".startswith(f"{PREFIX}/")]
            assert astray == [], route
            assert _plain(mounted.text) == _plain(plain.text), route
            read += 1
            if "Location" in plain.headers:
                assert mounted.headers["Location"].replace(PREFIX, "") == plain.headers["Location"], route
    assert read > 200


def test_forms_lead_back_under_the_prefix(lively, cast, client_for):
    place = f"/acme/ideas/{lively.number}"
    page = f"/feedback/acme/ideas/{lively.number}-{lively.slug}"
    client = client_for(cast.owner)

    def sent(path, form=None):
        return client.send(path, form, environ_overrides=MOUNTED).headers["Location"]

    assert sent(f"{place}/vote") == page
    assert sent(f"{place}/follow") == page
    assert sent(f"{place}/comments", {"body": "I would drink that."}).startswith(f"{page}#comment-")
    assert sent("/acme/settings/stages/new/position", {"step": "down"}).startswith("/feedback/acme/settings/stages")
    assert sent("/sign-out") == "/feedback/"


def test_signing_in_leads_back_under_the_prefix(lively, client_for):
    client = client_for(None)

    door = client.get("/me?x=1", environ_overrides=MOUNTED).headers["Location"]
    arrived = client.send(
        "/sign-in?next=/feedback/acme/ideas/new",
        {"email": "owner@example.com", "password": "wrong"},
        environ_overrides=MOUNTED,
    )

    assert door == "/feedback/sign-in?next=/feedback/me?x%3D1"
    assert 'value="/feedback/acme/ideas/new"' in arrived.text or "next=/feedback/acme" in arrived.text


def _read(client, path, **options):
    response = client.get(path, **options)
    if "Location" in response.headers:
        client.get("/acme/rules")  # shows what the redirect had to say, so that the next page does not
    return response


def _plain(text):
    return _CHANGING.sub("", text).replace(PREFIX, "")
