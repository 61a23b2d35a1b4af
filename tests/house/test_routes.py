"""The rules that every route keeps: a marker, one of seven verbs, a reserved first segment, the headers."""

import re

import pytest

from ideas.people.brand.rules import RESERVED_SLUGS, Role
from ideas.rim.headers import FIXED
from tests.house.addresses import all_routes, values_for

VERBS = {"index", "show", "new", "create", "edit", "update", "destroy"}
READING = {"index", "show", "new", "edit"}
MARKERS = {"public", "signed_in", *(f"staff:{role.value}" for role in Role)}
WITHOUT_VERB = {"static"}  # Flask's own name for it.


def test_every_view_wears_a_marker(app):
    bare = {name for name, view in app.view_functions.items() if getattr(view, "access", None) not in MARKERS}

    assert bare == set(), "give these views @public, @signed_in or @staff(...)"


def test_every_endpoint_is_a_noun_and_one_of_seven_verbs(app):
    odd = {name for name in app.view_functions if name not in WITHOUT_VERB and name.partition(".")[2] not in VERBS}

    assert odd == set(), "an eighth verb is a noun you have not named"


def test_every_verb_uses_the_method_that_fits_it(app):
    wrong = {
        str(route)
        for route in all_routes(app)
        if route.endpoint not in WITHOUT_VERB
        and (route.endpoint.rpartition(".")[2] in READING) != (route.method == "GET")
    }

    assert wrong == set()


def test_every_deletion_is_a_post_that_says_so(app):
    silent = {
        str(route)
        for route in all_routes(app)
        if route.endpoint.endswith(".destroy") and not route.rule.rule.endswith("/delete")
    }

    assert silent == set()


def test_no_brand_can_take_an_address_of_the_app(app):
    firsts = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    own = {first for first in firsts if first and not first.startswith("<")}

    assert own - RESERVED_SLUGS == set(), "add these to RESERVED_SLUGS"


def test_every_address_of_a_brand_begins_with_it(app):
    stray = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "<brand>" in rule.rule[1:] and not rule.rule.startswith("/<brand>")
    }

    assert stray == set()


@pytest.mark.engines
def test_every_answer_carries_the_headers(app, cast, idea, client_for):
    owner, fill = client_for(cast.owner), values_for(app, cast, idea)

    for route in all_routes(app):
        response = owner.open(fill(route.rule), method=route.method)
        wrong = {
            name: response.headers.get(name) for name, value in FIXED.items() if response.headers.get(name) != value
        }
        assert wrong == {}, f"{route} answered {response.status}"
        assert response.status_code < 500, str(route)
        assert response.headers["Cache-Control"], str(route)
        assert response.headers["Referrer-Policy"] in ("no-referrer", "strict-origin-when-cross-origin"), str(route)
        assert re.fullmatch(r"[A-Za-z0-9-]{8,64}", response.headers["X-Request-Id"]), str(route)


@pytest.mark.parametrize("path", ["/no/such/page", "/healthz/x", "/%00", "/acme/ideas/999999", "/%ff%fe"])
def test_an_error_carries_the_headers_and_is_never_kept(client_for, cast, path):
    response = client_for(cast.ana).get(path)

    assert response.status_code == 404
    assert {name: response.headers.get(name) for name in FIXED} == FIXED
    assert response.headers["Cache-Control"] == "no-store"


def test_a_page_whose_address_holds_a_secret_sends_it_nowhere(visitor, app, cast, idea):
    fill = values_for(app, cast, idea)
    secret = [route for route in all_routes(app) if "token" in route.rule.arguments and route.method == "GET"]

    policies = {str(route): visitor.get(fill(route.rule)).headers["Referrer-Policy"] for route in secret}

    assert secret
    assert policies == dict.fromkeys(policies, "no-referrer")
