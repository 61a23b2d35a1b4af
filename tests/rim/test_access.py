"""The three markers, and where they lead who is turned away."""

import pytest

from ideas.base.refusal import Forbidden
from ideas.people.brand.rules import Role
from ideas.rim.access import require, signed_in, staff
from tests.clients import signed_in_client


@pytest.fixture
def doors(make_app, app):
    built = make_app()
    built.add_url_rule("/members-only", "toy.show", signed_in(lambda: "in"), methods=["GET", "POST"])
    for role in Role:
        built.add_url_rule(f"/<brand>/only/{role.value}", f"toy_{role.value}.show", staff(role)(lambda: "in"))
    return built


def test_a_visitor_is_asked_to_sign_in_and_comes_back(doors):
    visitor = signed_in_client(doors, None)

    assert visitor.get("/members-only?a=1&b=2").headers["Location"] == "/sign-in?next=/members-only?a%3D1%26b%3D2"
    assert visitor.get("/members-only").status_code == 303


@pytest.mark.parametrize(
    ("referrer", "back"),
    [("http://localhost/acme/ideas?sort=new", "/acme/ideas?sort%3Dnew"), ("https://evil.example/x", "/"), (None, "/")],
)
def test_a_form_leads_back_to_the_page_it_was_on(doors, referrer, back):
    visitor = signed_in_client(doors, None)

    response = visitor.send("/members-only", headers={"Referer": referrer} if referrer else None)

    assert (response.status_code, response.headers["Location"]) == (303, f"/sign-in?next={back}")


def test_a_script_is_told_where_to_sign_in(doors):
    response = signed_in_client(doors, None).get("/members-only", headers={"HX-Request": "true"})

    assert (response.status_code, response.text) == (401, "")
    assert response.headers["HX-Redirect"] == "/sign-in?next=/members-only"


@pytest.mark.parametrize(
    ("person", "opens"),
    [
        (None, {}),
        ("newcomer", {}),
        ("outsider", {}),
        ("ana", {"member"}),
        ("partner", {"member", "partner"}),
        ("mod", {"member", "partner", "moderator"}),
        ("owner", {"member", "partner", "moderator", "owner"}),
    ],
)
def test_staff_from_this_role_up(doors, cast, person, opens):
    client = signed_in_client(doors, getattr(cast, person) if person else None)
    closed = 404 if person else 403

    answers = {role.value: client.get(f"/acme/only/{role.value}").status_code for role in Role}

    assert answers == {role.value: 200 if role.value in opens else closed for role in Role}


def test_a_role_in_one_brand_is_none_in_another(doors, cast):
    assert signed_in_client(doors, cast.outsider).get("/rival/only/owner").status_code == 200
    assert signed_in_client(doors, cast.owner).get("/rival/only/owner").status_code == 404
    assert signed_in_client(doors, cast.owner).get("/nobody/only/owner").status_code == 404


def test_require_says_its_sentence():
    require(True)
    with pytest.raises(Forbidden, match="Not yours"):
        require(False, "Not yours.")
