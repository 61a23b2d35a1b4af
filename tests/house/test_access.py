"""Who may call what: every route with every kind of person, as its marker says.

`access.txt` is the whole list, kept so that a change of who may call a view is seen by whoever reviews it.
"""

import pytest

from ideas.people.brand.rules import Role
from tests.house.access_list import LIST, lines
from tests.house.addresses import Route, all_routes, values_for

PEOPLE = ("visitor", "newcomer", "outsider", "ana", "partner", "mod", "owner")
ROLES = {"ana": Role.MEMBER, "partner": Role.PARTNER, "mod": Role.MODERATOR, "owner": Role.OWNER}
# They come after something else: a mail asked for, a database with no brand, a log that the owner opened.
STEPS = {"sign_in_code.new", "setup.new", "moderation_log.show"}


def test_the_list_of_who_may_call_what_is_up_to_date(app):
    assert lines(app) == LIST.read_text().splitlines(), "if each change is meant: python -m tests.house.access_list"


@pytest.mark.parametrize("person", PEOPLE)
def test_a_view_opens_to_those_that_its_marker_names(app, cast, idea, client_for, run_jobs, person):
    run_jobs()
    client = client_for(None if person == "visitor" else getattr(cast, person))
    fill = values_for(app, cast, idea)

    wrong = []
    for route in all_routes(app):
        if route.endpoint in ("static", "sign_out.create", "session_others.destroy", "session.destroy"):
            continue
        path = fill(route.rule)
        response = client.send(path, {"unexpected": "field"}) if route.method == "POST" else client.get(path)
        access = app.view_functions[route.endpoint].access
        allowed = _allowed(access, person, route.method)
        if _seen(response) not in allowed:
            wrong.append(f"{route} ({access}) for {person}: {response.status}, allowed: {allowed}")

    assert wrong == []


def test_a_public_page_opens_to_a_visitor(app, cast, idea, visitor, run_jobs):
    run_jobs()
    fill = values_for(app, cast, idea)
    pages = [route for route in all_routes(app) if _is_plain_public_page(app, route)]

    statuses = {str(route): visitor.get(fill(route.rule)).status_code for route in pages}

    assert len(pages) > 5
    assert {route: status for route, status in statuses.items() if status not in (200, 301, 302)} == {}


def _allowed(access: str, person: str, method: str) -> set[str]:
    """What may become of this person here. Inside, the lookup and the policy may still say no."""
    if access == "public":
        return {"in", "not there", "asked to sign in"} if method == "POST" else {"in", "not there"}
    if access == "signed_in":
        return {"asked to sign in"} if person == "visitor" else {"in", "not there", "forbidden"}
    if person == "visitor":
        return {"forbidden"}
    needed, role = Role(access.partition(":")[2]), ROLES.get(person)
    return {"in"} if role is not None and role.rank >= needed.rank else {"not there"}


def _seen(response) -> str:
    if response.status_code in (302, 303) and response.headers["Location"].startswith("/sign-in?"):
        return "asked to sign in"
    if response.status_code == 404:
        return "not there"
    if response.status_code == 403:
        return "forbidden"
    assert response.status_code < 500
    return "in"


def _is_plain_public_page(app, route: Route) -> bool:
    """A public page whose address names nothing but a brand, a board, an idea or a person."""
    plain = {"brand", "board", "number", "slug", "handle", "release", "filename"}
    is_public = app.view_functions[route.endpoint].access == "public"
    return route.method == "GET" and is_public and route.endpoint not in STEPS and route.rule.arguments <= plain
