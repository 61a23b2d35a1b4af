"""Owners' page about the reasons for a no."""

import re

import pytest

from ideas.community.stage.models import DeclineReason

ADDRESS = "/acme/settings/reasons"


@pytest.fixture
def owner_client(cast, client_for):
    return client_for(cast.owner)


@pytest.fixture
def reasons(rows, cast):
    return lambda brand=cast.brand: [one for one in rows(DeclineReason) if one.brand_id == brand.id]


def labels(page):
    return re.findall(r"settings-list__name[^>]*><bdi>([^<]+)", page)


def test_index_shows_every_reason(owner_client):
    page = owner_client.get(ADDRESS).text

    assert len(labels(page)) == 6
    assert labels(page)[0] == "It would cost too much for what it brings"
    assert "Not given any more" not in page


def test_create_adds_one(owner_client):
    response = owner_client.send(ADDRESS, {"label": "Not now"})

    assert (response.status_code, response.headers["Location"]) == (303, ADDRESS)
    assert labels(owner_client.get(ADDRESS).text)[-1] == "Not now"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"label": ""}, "Please fill this in."),
        ({"label": "x" * 81}, "Use at most 80 characters; this has 81."),
        ({"label": "it would NOT be safe"}, "Another reason on the list has these words."),
        ({"label": "Fine", "position": "1"}, "This form does not have a field named"),
    ],
)
def test_create_and_update_refuse(owner_client, reasons, form, sentence):
    first = reasons()[0]

    for address in (ADDRESS, f"{ADDRESS}/{first.id}/edit"):
        response = owner_client.send(address, form)

        assert response.status_code == 422
        assert sentence in response.text
        if len(form["label"]) > 0 and "position" not in form:
            assert f'value="{form["label"]}"' in response.text
    assert reasons()[0].label == first.label
    assert len(reasons()) == 6


def test_a_reason_is_renamed_retired_and_restored(owner_client, reasons):
    address = f"{ADDRESS}/{reasons()[0].id}/edit"

    owner_client.send(address, {"label": "Too dear"})
    page = owner_client.get(ADDRESS).text
    assert labels(page)[0] == "Too dear"
    assert page.count("Not given any more") == 1
    assert (
        re.search(r'name="is_offered"[^>]*checked|checked[^>]*name="is_offered"', owner_client.get(address).text)
        is None
    )

    owner_client.send(address, {"label": "Too dear", "is_offered": "y"})
    assert "Not given any more" not in owner_client.get(ADDRESS).text


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "-1", "x", "%00"])
def test_a_reason_that_is_not_there(owner_client, number):
    assert owner_client.get(f"{ADDRESS}/{number}/edit").status_code == 404
    assert owner_client.send(f"{ADDRESS}/{number}/edit", {"label": "Fine"}).status_code == 404


def test_another_brand_s_reason_is_not_there(owner_client, reasons, cast):
    foreign = reasons(cast.rival)[0]

    assert owner_client.get(f"{ADDRESS}/{foreign.id}/edit").status_code == 404
    assert owner_client.send(f"{ADDRESS}/{foreign.id}/edit", {"label": "Mine now"}).status_code == 404
    assert reasons(cast.rival)[0].label == foreign.label


def test_index_takes_one_number_of_queries(owner_client, count_queries):
    counts = []
    for label in ("One more", "Two more"):
        owner_client.send(ADDRESS, {"label": label})
        owner_client.get(ADDRESS)  # takes the flash
        with count_queries() as queries:
            owner_client.get(ADDRESS)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 4
