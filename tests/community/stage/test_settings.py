"""Owners' pages about stages."""

import re

import pytest

from ideas.community.idea.models import Idea
from ideas.community.stage.models import Stage
from ideas.community.stage.queries import find_stage, routes_between
from ideas.community.stage.rules import Colour, Phase

ADDRESS = "/acme/settings/stages"
FORM = {"name": "Taste test", "phase": "reviewing", "colour": "teal"}


@pytest.fixture
def owner_client(cast, client_for):
    return client_for(cast.owner)


@pytest.fixture
def ids(make):
    """Acme's stages' ids, by slug."""
    with make.at_work():
        return {slug: find_stage(slug).id for slug in ("new", "under-review", "planned", "shipped", "not-planned")}


@pytest.fixture
def stage(rows, cast):
    def read(slug, brand=cast.brand):
        return next((one for one in rows(Stage, Stage.slug == slug) if one.brand_id == brand.id), None)

    return read


def names(page):
    return re.findall(r'settings-list__link".*?Stage: </span>([^<]+)', page, re.S)


@pytest.mark.engines
def test_index_shows_the_stages_in_order_with_ideas_and_ways(owner_client, idea):
    page = owner_client.get(ADDRESS).text

    assert names(page) == ["New", "Under review", "Planned", "In progress", "Shipped", "Not planned"]
    hints = [" ".join(hint.split()) for hint in re.findall(r'settings-list__hint">(.*?)</span>', page, re.S)]
    assert hints[0] == "Submitted · 1 idea · leads to Under review, Planned, Shipped, Not planned"
    assert hints[4] == "Shipped · 0 ideas · leads to In progress"


def test_index_takes_one_number_of_queries(owner_client, count_queries):
    counts = []
    for name in ("One", "Two"):
        owner_client.send(ADDRESS, {**FORM, "name": name})
        owner_client.get(ADDRESS)  # takes the flash
        with count_queries() as queries:
            owner_client.get(ADDRESS)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 6


def test_create_makes_a_stage_with_its_ways(owner_client, ids, stage, make):
    form = {**FORM, "leads_to": [ids["planned"], ids["not-planned"]], "comes_from": ids["new"], "freezes_votes": "y"}

    response = owner_client.send(ADDRESS, form)

    assert (response.status_code, response.headers["Location"]) == (303, ADDRESS)
    made = stage("taste-test")
    assert (made.phase, made.colour, made.freezes_votes, made.freezes_edits) == (
        Phase.REVIEWING,
        Colour.TEAL,
        True,
        False,
    )
    with make.at_work():
        ways = routes_between()
    assert {way for way in ways if made.id in way} == {
        (made.id, ids["planned"]),
        (made.id, ids["not-planned"]),
        (ids["new"], made.id),
    }


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": "x" * 41}, "Use at most 40 characters; this has 41."),
        ({"name": "planned"}, "Another stage has this name."),
        ({"phase": "dreaming"}, "Not a valid choice"),
        ({"colour": "#ff0000"}, "Not a valid choice"),
        ({"leads_to": "x"}, "could not be coerced"),
        ({"leads_to": "9" * 30}, "is not a valid choice"),
        ({"slug": "mine"}, "This form does not have a field named"),
        ({"name": ["One", "Two"]}, "was sent more than once"),
    ],
)
def test_create_and_update_refuse_and_keep_what_was_typed(owner_client, rows, form, sentence):
    before = len(rows(Stage))

    for address in (ADDRESS, f"{ADDRESS}/shipped/edit"):
        response = owner_client.send(address, {**FORM, **form})

        assert response.status_code == 422
        assert sentence in response.text
        if "name" not in form and "slug" not in form:
            assert 'value="Taste test"' in response.text
    assert len(rows(Stage)) == before
    assert not rows(Stage, Stage.name == "Taste test")


def test_a_stage_of_another_brand_is_no_choice(owner_client, stage, cast):
    foreign = stage("new", cast.rival).id

    response = owner_client.send(ADDRESS, {**FORM, "leads_to": foreign})

    assert response.status_code == 422
    assert stage("taste-test") is None


def test_the_stage_named_new_has_its_own_page(owner_client):
    page = owner_client.get(f"{ADDRESS}/new/edit").text

    assert "<h1" in page
    assert 'value="New"' in page
    assert re.findall(r'name="leads_to"[^>]*value="(\d+)" checked', page)
    assert "No idea is in this stage." in page


def test_update_changes_a_stage(owner_client, stage):
    response = owner_client.send(f"{ADDRESS}/under-review/edit", {**FORM, "freezes_edits": "y"})

    assert response.headers["Location"] == ADDRESS
    changed = stage("under-review")
    assert (changed.name, changed.colour, changed.freezes_edits) == ("Taste test", Colour.TEAL, True)


def test_update_refuses_to_leave_new_ideas_nowhere_to_begin(owner_client, stage):
    response = owner_client.send(f"{ADDRESS}/new/edit", FORM)

    assert response.status_code == 422
    assert "New ideas begin in this stage." in response.text
    assert stage("new").phase is Phase.SUBMITTED


def test_update_refuses_to_decline_ideas_by_the_back_door(owner_client, stage, idea, cast, client_for):
    owner_client.send(ADDRESS, {**FORM, "name": "Inbox", "phase": "submitted"})

    response = owner_client.send(f"{ADDRESS}/new/edit", {**FORM, "name": "New", "phase": "declined"})

    assert response.status_code == 422
    assert "Ideas are in this stage, and what it means to them" in response.text
    assert stage("new").phase is Phase.SUBMITTED


def test_position_moves_a_stage_one_step(owner_client):
    owner_client.send(f"{ADDRESS}/planned/position", {"step": "up"})

    assert names(owner_client.get(ADDRESS).text)[:3] == ["New", "Planned", "Under review"]


@pytest.mark.parametrize("form", [{}, {"step": "sideways"}])
def test_position_refuses_junk(owner_client, form):
    assert owner_client.send(f"{ADDRESS}/planned/position", form).status_code == 422


# --- removing --------------------------------------------------------------------------------------------------------


@pytest.mark.engines
def test_destroy_moves_the_ideas_in_the_same_step(owner_client, stage, make, rows):
    owner_client.send(ADDRESS, {**FORM, "name": "Inbox", "phase": "submitted"})
    ideas = [make.idea() for _ in range(3)]

    response = owner_client.send(f"{ADDRESS}/new/delete", {"into": "inbox"})

    assert (response.status_code, response.headers["Location"]) == (303, ADDRESS)
    assert stage("new") is None
    assert {row.stage_id for row in rows(Idea)} == {stage("inbox").id}
    page = owner_client.get(ADDRESS).text
    assert "The stage “New” is gone; 3 ideas were moved." in page
    assert owner_client.get(f"/acme/ideas/{ideas[0].number}-{ideas[0].slug}").status_code == 200


def test_destroy_of_a_stage_without_ideas_needs_no_target(owner_client, stage):
    response = owner_client.send(f"{ADDRESS}/planned/delete", {"into": ""})

    assert response.status_code == 303
    assert stage("planned") is None
    assert "The stage “Planned” is gone." in owner_client.get(ADDRESS).text


@pytest.mark.parametrize(
    ("into", "sentence"),
    [
        ("", "Ideas are in this stage. Choose where they go."),
        ("new", "Not a valid choice"),
        ("not-planned", "Not a valid choice"),
        ("no-stage", "Not a valid choice"),
    ],
)
def test_destroy_refuses_a_target_that_is_none(owner_client, stage, idea, rows, into, sentence):
    owner_client.send(ADDRESS, {**FORM, "name": "Inbox", "phase": "submitted"})

    response = owner_client.send(f"{ADDRESS}/new/delete", {"into": into})

    assert response.status_code == 422
    assert sentence in response.text
    assert rows(Idea)[0].stage_id == stage("new").id


def test_destroy_refuses_the_last_stage_for_new_ideas(owner_client, stage):
    response = owner_client.send(f"{ADDRESS}/new/delete", {"into": "planned"})

    assert response.status_code == 422
    assert "New ideas begin in this stage." in response.text
    assert stage("new") is not None


def test_destroy_refuses_unknown_fields(owner_client, stage):
    assert owner_client.send(f"{ADDRESS}/planned/delete", {"into": "", "force": "1"}).status_code == 422
    assert stage("planned") is not None


@pytest.mark.parametrize("slug", ["no-stage", "%00", "x" * 300])
def test_a_stage_that_is_not_there(owner_client, slug):
    assert owner_client.get(f"{ADDRESS}/{slug}/edit").status_code == 404
    assert owner_client.send(f"{ADDRESS}/{slug}/edit", FORM).status_code == 404
    assert owner_client.send(f"{ADDRESS}/{slug}/position", {"step": "up"}).status_code == 404
    assert owner_client.send(f"{ADDRESS}/{slug}/delete", {"into": "new"}).status_code == 404


def test_another_brand_s_stage_is_not_there(owner_client, client_for, cast, stage):
    client_for(cast.outsider).send("/rival/settings/stages", {**FORM, "name": "Brewing"})

    for verb, form in (("edit", FORM), ("position", {"step": "up"}), ("delete", {"into": "new"})):
        assert owner_client.send(f"{ADDRESS}/brewing/{verb}", form).status_code == 404
    assert owner_client.send("/rival/settings/stages/brewing/delete", {"into": ""}).status_code == 404
    assert stage("brewing", cast.rival).name == "Brewing"
