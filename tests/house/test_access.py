"""Who may call what: every route with every kind of person, as its marker says.

`access.txt` is the whole list, kept so that a change of who may call a view is seen by whoever reviews it.
"""

from pathlib import Path

import pytest

from ideas.brand.rules import Role
from tests.house.addresses import Route, all_routes, values_for

PEOPLE = ("visitor", "newcomer", "outsider", "ana", "partner", "mod", "owner")
ROLES = {"ana": Role.MEMBER, "partner": Role.PARTNER, "mod": Role.MODERATOR, "owner": Role.OWNER}
LIST = Path(__file__).parent / "access.txt"


def test_the_list_of_who_may_call_what_is_up_to_date(app):
    found = sorted({f"{app.view_functions[route.endpoint].access:16} {route.endpoint}" for route in all_routes(app)})

    assert found == LIST.read_text().splitlines(), f"see whether each change is meant, then write {LIST.name} anew"


@pytest.mark.parametrize("person", PEOPLE)
def test_a_view_opens_to_those_that_its_marker_names(app, cast, idea, client_for, person):
    client = client_for(None if person == "visitor" else getattr(cast, person))
    fill = values_for(app, cast, idea)

    wrong = []
    for route in all_routes(app):
        if route.endpoint in ("static", "sign_out.create", "session_others.destroy", "session.destroy"):
            continue
        path = fill(route.rule)
        response = client.send(path, {"unexpected": "field"}) if route.method == "POST" else client.get(path)
        expected = _expected(
            app.view_functions[route.endpoint].access, person, in_brand="brand" in route.rule.arguments
        )
        seen = _seen(response)
        if not (seen == expected or (expected == "in" and seen in ("in", "not there"))):
            wrong.append(f"{route} for {person}: {seen} ({response.status}), expected {expected}")

    assert wrong == []


def test_a_public_page_opens_to_a_visitor(app, cast, idea, visitor):
    fill = values_for(app, cast, idea)
    pages = [route for route in all_routes(app) if _is_plain_public_page(app, route)]

    statuses = {str(route): visitor.get(fill(route.rule)).status_code for route in pages}

    assert len(pages) > 5
    assert {route: status for route, status in statuses.items() if status not in (200, 301, 302)} == {}


def _expected(access: str, person: str, *, in_brand: bool) -> str:
    if access == "public":
        return "in"
    if person == "visitor":
        return "asked to sign in" if access == "signed_in" else "forbidden"
    if access == "signed_in":
        return "in"
    needed = Role(access.partition(":")[2])
    role = ROLES.get(person)
    return "in" if role is not None and role.rank >= needed.rank else "not there"


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
    return route.method == "GET" and is_public and route.rule.arguments <= plain
