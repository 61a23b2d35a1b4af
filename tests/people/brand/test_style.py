"""The brand's style sheet: its colour and ink, kept for ever only under the address that names them."""

from ideas.base.db import db
from ideas.people.brand.actions import update_brand


def test_the_sheet_holds_the_colour_and_its_ink(visitor, cast):
    response = visitor.get("/acme/brand.css")

    assert response.mimetype == "text/css"
    assert response.text == ":root{--brand:#7a4a2b;--brand-ink:#ffffff}"
    assert visitor.get("/rival/brand.css").text == ":root{--brand:#2b5f7a;--brand-ink:#ffffff}"


def test_the_sheet_is_kept_for_ever_under_the_address_of_its_colour(visitor, cast):
    kept = visitor.get("/acme/brand.css?v=7a4a2b")
    others = [visitor.get(f"/acme/brand.css{query}") for query in ("", "?v=", "?v=ffffff", "?v=%00")]

    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in kept.headers
    assert {one.headers["Cache-Control"] for one in others} == {"no-cache"}


def test_pages_ask_for_the_sheet_of_the_colour_in_force(visitor, cast, make):
    assert 'href="/acme/brand.css?v=7a4a2b"' in visitor.get("/acme").text

    with make.at_work():
        update_brand(
            db.session.merge(cast.brand, load=False),
            name="A",
            tagline="",
            colour="#FFE066",
            shows_voters=True,
            by=cast.owner,
            at=cast.brand.created_at,
        )

    assert 'href="/acme/brand.css?v=ffe066"' in visitor.get("/acme").text
    assert visitor.get("/acme/brand.css").text == ":root{--brand:#ffe066;--brand-ink:#000000}"
