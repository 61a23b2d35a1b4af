"""Keeping tags in order: no idea loses or doubles a tag, counts stay exact, and old names lead on."""

import pytest

from ideas.community.idea.models import Tag, TagAlias
from ideas.community.idea.tags import BadTags, set_tags, tags_of
from ideas.community.stage.rules import Colour
from ideas.community.tag.merging import SameTag, merge_tags
from ideas.community.tag.upkeep import (
    TagExists,
    TagGone,
    TagInUse,
    change_tag,
    find_tag,
    list_tags,
    remove_tag,
    renamed_tag,
)
from ideas.ops.verify.actions import recount_tags
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW


def text(response):
    return response.get_data(as_text=True)


def change(tag, by, **wishes):
    shape = {"name": tag.name, "description": tag.description, "colour": tag.colour} | wishes
    change_tag(tag, **shape, by=by, at=NOW)


def names(idea):
    return [tag.name for tag in tags_of([idea.id])[idea.id]]


# --- changing --------------------------------------------------------------------------------------------------------


def test_a_renamed_tag_keeps_its_ideas_and_its_old_name_leads_to_it(house, make, mod, rows):
    idea = make.idea(tags=("milk",))
    tag = find_tag("milk")

    change(tag, mod, name="Plant milk", description="Oat, soy, almond.", colour=Colour.GREEN)

    assert names(idea) == ["Plant milk"]
    assert (tag.slug, tag.idea_count, tag.colour) == ("plant-milk", 1, Colour.GREEN)
    assert find_tag("milk") is None
    assert renamed_tag("milk") is tag
    (entry,) = rows(AuditEntry, AuditEntry.kind == "tag.updated")
    assert (entry.before["name"], entry.after["name"]) == ("milk", "Plant milk")


def test_whoever_types_the_old_name_gets_the_renamed_tag(house, make, mod):
    make.idea(tags=("milk",))
    change(find_tag("milk"), mod, name="Plant milk")

    other = make.idea("A lid that stays on", tags=("milk", "lids"))

    assert names(other) == ["Plant milk", "lids"]
    assert find_tag("plant-milk").idea_count == 2
    assert find_tag("milk") is None


def test_a_tag_can_take_its_old_name_back(house, make, mod):
    make.idea(tags=("milk",))
    tag = find_tag("milk")
    change(tag, mod, name="Plant milk")
    change(tag, mod, name="milk")

    assert (find_tag("milk"), renamed_tag("plant-milk"), renamed_tag("milk")) == (tag, tag, None)


def test_only_the_way_of_writing_changes_no_address(house, make, mod, rows):
    make.idea(tags=("milk",))
    tag = find_tag("milk")

    change(tag, mod, name="Milk")
    change(tag, mod)

    assert (tag.name, tag.slug, rows(TagAlias)) == ("Milk", "milk", [])
    assert len(rows(AuditEntry, AuditEntry.kind == "tag.updated")) == 1


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("lids", TagExists), ("LIDS", TagExists), ("a, b", BadTags), ("", BadTags), ("!!", BadTags), ("x" * 31, BadTags)],
)
def test_a_name_that_is_taken_or_none_is_refused(house, make, mod, name, refusal):
    make.idea(tags=("milk", "lids"))

    with pytest.raises(refusal):
        change(find_tag("milk"), mod, name=name)


# --- merging ---------------------------------------------------------------------------------------------------------


def test_merging_gives_each_idea_the_tag_once(house, make, mod, rows):
    both, one, other = (
        make.idea("Both of these cups", tags=("milk", "soya")),
        make.idea("One of these cups", tags=("soya", "x")),
        make.idea("Another of these", tags=("milk",)),
    )
    soya, milk = find_tag("soya"), find_tag("milk")

    assert merge_tags(soya, milk, by=mod, at=NOW) == 1

    assert [names(idea) for idea in (both, one, other)] == [["milk"], ["milk", "x"], ["milk"]]
    assert milk.idea_count == 3
    assert recount_tags() == 0
    assert (find_tag("soya"), renamed_tag("soya")) == (None, milk)
    (entry,) = rows(AuditEntry, AuditEntry.kind == "tag.merged")
    assert (entry.before, entry.after) == (
        {"tag": "soya", "ideas": 2, "into": "milk", "into_ideas": 2},
        {"into": "milk", "into_ideas": 3},
    )


def test_old_names_follow_through_several_merges(house, make, mod):
    make.idea(tags=("a1", "b2", "c3"))
    a, b, c = (find_tag(slug) for slug in ("a1", "b2", "c3"))
    change(a, mod, name="a0")
    merge_tags(a, b, by=mod, at=NOW)
    merge_tags(b, c, by=mod, at=NOW)

    assert [renamed_tag(slug).id for slug in ("a1", "a0", "b2")] == [c.id] * 3
    assert c.idea_count == 1


def test_a_merge_into_itself_or_of_what_is_gone_is_refused(house, make, mod):
    make.idea(tags=("milk", "soya"))
    soya, milk = find_tag("soya"), find_tag("milk")
    with pytest.raises(SameTag):
        merge_tags(milk, milk, by=mod, at=NOW)
    merge_tags(soya, milk, by=mod, at=NOW)

    with pytest.raises(TagGone):
        merge_tags(Tag(id=soya.id, brand_id=milk.brand_id, slug="soya", name="soya"), milk, by=mod, at=NOW)


# --- removing and listing --------------------------------------------------------------------------------------------


def test_only_what_nobody_wears_is_removed(house, make, mod):
    idea = make.idea(tags=("milk",))
    tag = find_tag("milk")
    with pytest.raises(TagInUse):
        remove_tag(tag, by=mod, at=NOW)
    set_tags(idea, [])

    remove_tag(tag, by=mod, at=NOW)

    assert find_tag("milk") is None


def test_tags_are_listed_by_use_a_page_at_a_time(house, make):
    make.idea(tags=("milk", "lids"))
    make.idea("Another one of them", tags=("milk",))

    first = list_tags(limit=1)
    second = list_tags(limit=1, after=first.after)

    assert [tag.name for tag in (*first.tags, *second.tags)] == ["milk", "lids"]
    assert second.after is None
    assert [tag.name for tag in list_tags(words="LID").tags] == ["lids"]


# --- pages -----------------------------------------------------------------------------------------------------------


def test_moderators_rename_describe_and_colour_a_tag(client_for, mod, visitor, make, rows):
    make.idea("Oat milk in every shop", tags=("milk",))
    client = client_for(mod)

    answer = client.send(
        "/acme/desk/tags/milk/edit", {"name": "Plant milk", "description": "Oat and soy.", "colour": "green"}
    )

    assert answer.status_code == 303
    listed = text(visitor.get("/acme/ideas?tag=plant-milk"))
    assert "Oat and soy." in listed
    assert 'data-colour="green"' in listed
    moved = visitor.get("/acme/ideas?tag=milk&sort=new")
    assert (moved.status_code, moved.headers["Location"]) == (302, "/acme/ideas?tag=plant-milk&sort=new")
    assert visitor.get("/acme/ideas?tag=nothing").status_code == 400


def test_an_old_name_tells_nobody_of_a_tag_that_they_do_not_see(client_for, mod, visitor, make, inner_board):
    make.idea("A secret of the house", tags=("secret",), board=inner_board)
    client_for(mod).send("/acme/desk/tags/secret/edit", {"name": "Project X", "description": "", "colour": "red"})

    answer = visitor.get("/acme/ideas?tag=secret")

    assert answer.status_code == 400
    assert "project-x" not in str(answer.headers) + text(answer)


def test_merge_and_delete_in_the_browser(client_for, mod, make, rows):
    make.idea("Oat milk in every shop", tags=("milk", "soya"))
    client = client_for(mod)

    assert client.send("/acme/desk/tags/soya/merge", {"into": "nothing"}).status_code == 422
    assert client.send("/acme/desk/tags/soya/merge", {"into": "soya"}).status_code == 422
    assert client.send("/acme/desk/tags/milk/delete").status_code == 422
    assert client.send("/acme/desk/tags/soya/merge", {"into": "#Milk"}).status_code == 303
    assert [(tag.name, tag.idea_count) for tag in rows(Tag)] == [("milk", 1)]


@pytest.mark.parametrize(
    "form",
    [
        {"name": "x", "description": "", "colour": "mauve"},
        {"name": "", "description": "", "colour": "red"},
        {"name": "x", "description": "y" * 301, "colour": "red"},
        {"name": "x", "colour": "red", "slug": "y"},
    ],
)
def test_nonsense_changes_no_tag(client_for, mod, make, rows, form):
    make.idea(tags=("milk",))

    assert client_for(mod).send("/acme/desk/tags/milk/edit", form).status_code == 422
    assert [tag.name for tag in rows(Tag)] == ["milk"]


@pytest.mark.parametrize(("who", "status"), [("visitor", 403), ("ana", 404), ("partner", 404), ("outsider", 404)])
def test_others_keep_no_tags(client_for, cast, make, rows, who, status):
    make.idea(tags=("milk", "soya"))
    client = client_for(None if who == "visitor" else getattr(cast, who))

    statuses = {
        client.get("/acme/desk/tags").status_code,
        client.send("/acme/desk/tags/milk/edit", {"name": "x", "description": "", "colour": "red"}).status_code,
        client.send("/acme/desk/tags/soya/merge", {"into": "milk"}).status_code,
        client.send("/acme/desk/tags/milk/delete").status_code,
    }

    assert statuses == {status}
    assert sorted(tag.name for tag in rows(Tag)) == ["milk", "soya"]


def test_a_brand_has_tags_of_its_own(client_for, outsider, make, rows):
    make.idea(tags=("milk",))

    assert client_for(outsider).get("/rival/desk/tags/milk/edit").status_code == 404
