"""An owner changes how the brand presents itself: kept on errors, strict about colours, seen only by owners."""

import pytest

from ideas.spine.activity.models import Activity

FORM = {"name": "Acme & Co", "tagline": "Cups.", "colour": "#FFE066"}


def test_the_form_shows_what_is_in_force(cast, client_for):
    page = client_for(cast.owner).get("/acme/settings").text

    assert 'value="Acme Coffee"' in page
    assert 'value="#7a4a2b"' in page
    assert 'name="shows_voters" type="checkbox" value="y"' in page.replace("checked ", "")
    assert "White text stands on it, 7.4 to 1." in page


def test_update_changes_the_brand_and_says_so(cast, client_for, reload, rows):
    owner = client_for(cast.owner)

    response = owner.send("/acme/settings", FORM)

    assert (response.status_code, response.headers["Location"]) == (303, "/acme/settings")
    brand = reload(cast.brand)
    assert (brand.name, brand.tagline, brand.colour, brand.shows_voters) == ("Acme & Co", "Cups.", "#ffe066", False)
    assert [row.kind for row in rows(Activity)][-1] == "brand.updated"
    assert "Acme &amp; Co" in owner.get("/acme/settings").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Please fill this in."),
        ("name", "   ", "Please fill this in."),
        ("name", "x" * 61, "Use at most 60 characters; this has 61."),
        ("tagline", "x" * 141, "Use at most 140 characters; this has 141."),
        ("colour", "red", "Give the colour as # and six hex digits"),
        ("colour", "#fff;}body{display:none", "Give the colour as # and six hex digits"),
        ("colour", "", "Give the colour as # and six hex digits"),
    ],
)
def test_update_refuses_and_keeps_what_was_typed(cast, client_for, reload, field, value, sentence):
    response = client_for(cast.owner).send("/acme/settings", {**FORM, field: value})

    assert response.status_code == 422
    assert sentence in response.text
    kept = "Acme &amp; Co" if field != "name" else "Cups."
    assert f'value="{kept}"' in response.text
    assert reload(cast.brand).name == "Acme Coffee"


def test_the_note_about_a_colour_is_worked_out_for_the_colour_in_the_address(cast, client_for):
    owner = client_for(cast.owner)

    light = owner.get("/acme/settings/colour?colour=%23ffe066").text
    junk = owner.get("/acme/settings/colour?colour=%22%3E%3Cscript%3E").text

    assert 'fill="#ffe066"' in light
    assert "Black text stands on it, 16.1 to 1." in light
    assert "<html" not in light
    assert 'fill="#7a4a2b"' in junk
    assert "script" not in junk


@pytest.mark.parametrize("address", ["/acme/settings", "/acme/settings/people", "/acme/settings/stages"])
def test_settings_are_for_owners(cast, client_for, visitor, address):
    statuses = {
        person: client_for(getattr(cast, person)).get(address).status_code
        for person in ("owner", "mod", "partner", "ana", "outsider", "newcomer")
    }

    assert statuses == {"owner": 200, "mod": 404, "partner": 404, "ana": 404, "outsider": 404, "newcomer": 404}
    assert visitor.get(address).status_code == 403


def test_the_side_shows_where_one_is(cast, client_for):
    owner = client_for(cast.owner)

    for address, place in (
        ("", "Brand"),
        ("/boards/new", "Boards"),
        ("/stages/new/edit", "Stages"),
        ("/people", "People"),
    ):
        page = owner.get(f"/acme/settings{address}").text
        current = page.split('class="side-nav__link"')
        assert [
            place in part
            for part in current
            if part.startswith(' href="/acme/settings') and "aria-current" in part[:80]
        ] == [True]
