"""A person's profile: what each viewer may see of their ideas, and never their address."""

import re

import pytest

from tests.factories import _here


@pytest.fixture
def ideas(make, cast):
    """Ana's ideas: one public, one for members, one on the invited board, one withdrawn; and one of ben's."""
    from ideas.community.idea.actions import withdraw_idea

    made = [
        make.idea("Oat milk in every shop"),
        make.idea("Members get a tasting", board=cast.members_board),
        make.idea("Inner plans for the roastery", board=cast.inner_board),
        make.idea("Taken back by its author"),
        make.idea("An idea that is not hers", by=cast.ben),
    ]
    with make.at_work():
        withdraw_idea(_here(made[3]), by=_here(cast.ana), at=cast.brand.created_at)
    return made


@pytest.mark.parametrize(
    ("person", "titles"),
    [
        ("visitor", ["Oat milk in every shop"]),
        ("outsider", ["Oat milk in every shop"]),
        ("ben", ["Members get a tasting", "Oat milk in every shop"]),
        ("ana", ["Inner plans for the roastery", "Members get a tasting", "Oat milk in every shop"]),
        ("mod", ["Inner plans for the roastery", "Members get a tasting", "Oat milk in every shop"]),
    ],
)
def test_the_profile_shows_what_the_viewer_sees(cast, client_for, ideas, person, titles):
    page = client_for(getattr(cast, person, None)).get("/acme/people/ana-lopes").text

    assert re.findall(r'idea-card__title"[^>]*><a[^>]*>([^<]+)', page) == titles
    assert re.findall(r'stat__number">([^<]+)', page) == [str(len(titles)), str(len(titles)), "0"]


def test_the_profile_names_role_and_day_and_no_address(cast, client_for, visitor):
    page = visitor.get("/acme/people/pia-partner").text

    assert "Pia Partner" in page
    assert "Idea partner" in page
    assert "<bdi>@pia-partner</bdi> · here since Jan 5, 2026" in page
    assert "example.com" not in page
    assert "example.com" not in client_for(cast.owner).get("/acme/people/pia-partner").text


def test_the_profile_of_somebody_else_s_brand_is_not_here(visitor, cast):
    assert visitor.get("/acme/people/otto-outsider").status_code == 404
    assert visitor.get("/rival/people/otto-outsider").status_code == 200


@pytest.mark.parametrize("handle", ["nobody", "%00", "%ff", "a" * 500, "ANA-LOPES", "-", "ana-lopes%0a"])
def test_a_handle_that_is_none(visitor, cast, handle):
    assert visitor.get(f"/acme/people/{handle}").status_code == 404


def test_one_s_own_empty_profile_leads_to_the_first_idea(cast, client_for):
    assert "You have not shared an idea here yet" in client_for(cast.ben).get("/acme/people/ben-okafor").text
    assert (
        "Ben Okafor has not shared an idea that you can see" in client_for(cast.ana).get("/acme/people/ben-okafor").text
    )


@pytest.mark.engines
def test_the_profile_leads_on_to_older_ideas(cast, visitor, make):
    for number in range(22):
        make.idea(f"A better cup, number {number:02}")

    page = visitor.get("/acme/people/ana-lopes").text
    more = re.search(r'href="(/acme/people/ana-lopes\?after=[^"]+)"', page)
    rest = visitor.get(more.group(1), headers={"HX-Request": "true"}).text

    titles = re.findall(r"A better cup, number \d\d(?=</a>)", page + rest)
    assert len(titles) == len(set(titles)) == 22
    assert "<html" not in rest
    assert visitor.get("/acme/people/ana-lopes?after=junk").status_code == 400


def test_the_profile_takes_one_number_of_queries(cast, client_for, make, count_queries):
    ben, counts = client_for(cast.ben), []
    for more in (1, 2):
        for _ in range(more):
            make.idea(tags=("milk",))
        with count_queries() as queries:
            ben.get("/acme/people/ana-lopes")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10
