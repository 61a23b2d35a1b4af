"""Undoing the merge of two tags: exactly as it was, for as long as nothing stands in the way, and then it says what."""

import pytest

from ideas.base.db import db
from ideas.community.idea.models import IdeaTag, Tag, TagAlias, TagMerge
from ideas.community.idea.tags import set_tags, tags_of
from ideas.community.stage.rules import Colour
from ideas.community.tag.merging import CantUnmerge, latest_tag_merges, merge_tags, undo_tag_merge
from ideas.community.tag.upkeep import change_tag, find_tag, remove_tag, renamed_tag
from ideas.ops.verify.queries import find_violations
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW


def wear(idea):
    return sorted(tag.name for tag in tags_of([idea.id])[idea.id])


def picture(rows):
    """Every tag with its ideas and its old names."""
    worn, aliases = rows(IdeaTag), rows(TagAlias)
    return {
        (tag.slug, tag.name, tag.description, tag.colour, tag.idea_count): (
            {row.idea_id for row in worn if row.tag_id == tag.id},
            {alias.slug for alias in aliases if alias.tag_id == tag.id},
        )
        for tag in rows(Tag)
    }


def rename(tag, name, by):
    change_tag(tag, name=name, description=tag.description, colour=tag.colour, by=by, at=NOW)


@pytest.fixture
def merged(house, make, mod):
    """`merged("soya", "milk")`: the one merged into the other; returns the merge."""

    def merge(name, into):
        merge_tags(find_tag(name), find_tag(into), by=mod, at=NOW)
        return latest_tag_merges()[0].merge

    return merge


@pytest.fixture
def back(mod):
    return lambda merge: undo_tag_merge(merge, by=mod, at=NOW)


def test_a_merge_is_undone_exactly(house, make, mod, rows, merged, back):
    """Names, words, colour, old addresses, and who wore which of the two."""
    make.idea(tags=("soya",)), make.idea(tags=("milk",)), make.idea(tags=("soya", "milk", "shops"))
    change_tag(find_tag("soya"), name="Soja", description="With a j.", colour=Colour.GREEN, by=mod, at=NOW)
    before = picture(rows)

    merge = merged("soja", "milk")
    assert [tag.name for tag in rows(Tag)] == ["milk", "shops"]
    undone = back(merge)

    assert picture(rows) == before
    assert (undone.tag.name, undone.ideas, undone.changed_since) == ("Soja", 2, 0)
    assert renamed_tag("soya").name == "Soja"
    (entry,) = rows(AuditEntry, AuditEntry.kind == "tag.unmerged")
    assert (entry.before, entry.after["tag"], entry.after["ideas"]) == (
        {"into": "milk", "into_ideas": 3},
        "Soja",
        2,
    )
    assert find_violations(now=NOW) == []


def test_what_was_tagged_since_stays_as_it_is(house, make, mod, rows, merged, back):
    one, other, both = make.idea(tags=("soya",)), make.idea(tags=("soya",)), make.idea(tags=("soya", "milk"))
    merge = merged("soya", "milk")
    later = make.idea(tags=("soya",))  # the old name leads to the other tag
    set_tags(other, ("shops",))
    set_tags(both, ())

    undone = back(merge)

    assert (wear(one), wear(other), wear(both), wear(later)) == (["soya"], ["shops"], [], ["milk"])
    assert (undone.ideas, undone.changed_since) == (1, 2)
    assert {tag.name: tag.idea_count for tag in rows(Tag)} == {"soya": 1, "milk": 1, "shops": 1}
    assert find_violations(now=NOW) == []


def test_merges_in_a_row_are_undone_from_the_last(house, make, mod, rows, merged, back):
    make.idea(tags=("a",)), make.idea(tags=("b",)), make.idea(tags=("c",)), make.idea(tags=("a", "c"))
    before = picture(rows)
    first, second = merged("a", "b"), merged("b", "c")

    with pytest.raises(CantUnmerge, match="“b” was merged on into another tag since"):
        back(first)
    assert [why.why_not is None for why in latest_tag_merges()] == [True, False]
    back(second)
    back(first)

    assert picture(rows) == before
    assert latest_tag_merges() == []


def test_a_merge_is_undone_once(house, make, mod, merged, back):
    make.idea(tags=("soya", "milk"))
    merge = merged("soya", "milk")
    back(merge)

    with pytest.raises(CantUnmerge, match="was undone already"):
        back(merge)


def test_a_name_that_was_given_away_is_not_taken_back(house, make, mod, merged, back):
    make.idea(tags=("soya", "milk", "beans"))
    merge = merged("soya", "milk")

    rename(find_tag("beans"), "Soya", mod)
    with pytest.raises(CantUnmerge, match="Another tag is called “Soya” since"):
        back(merge)
    rename(find_tag("soya"), "Beans", mod)
    with pytest.raises(CantUnmerge, match="The name “soya” leads to another tag since"):
        back(merge)


def test_a_merge_into_a_tag_that_was_renamed_is_undone(house, make, mod, merged, back):
    idea = make.idea(tags=("soya",))
    make.idea(tags=("milk",))
    merge = merged("soya", "milk")
    rename(find_tag("milk"), "Plant milk", mod)

    back(merge)

    assert wear(idea) == ["soya"]
    assert (renamed_tag("milk").name, renamed_tag("soya")) == ("Plant milk", None)


def test_what_was_merged_into_a_tag_that_is_deleted_is_not_offered(house, make, mod, merged):
    idea = make.idea(tags=("soya",))
    make.idea(tags=("milk",))
    merged("soya", "milk")
    for row in db.session.query(IdeaTag):
        db.session.delete(row)
    db.session.flush()

    remove_tag(find_tag("milk"), by=mod, at=NOW)

    assert (latest_tag_merges(), wear(idea)) == ([], [])


# --- in the browser --------------------------------------------------------------------------------------------------


def test_undo_stands_on_the_page_of_tags(client_for, mod, make, rows):
    make.idea(tags=("soya",)), make.idea(tags=("milk",))
    client = client_for(mod)

    answer = client.send("/acme/desk/tags/soya/merge", {"into": "milk"})
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    (merge,) = rows(TagMerge)
    assert f'action="/acme/desk/tags/merges/{merge.id}/delete"' in page
    assert "Mo Derator" in page
    assert 'href="/acme/desk/tags#merged"' in client.get("/acme/desk/log").get_data(as_text=True)
    client.send(f"/acme/desk/tags/merges/{merge.id}/delete")

    page = client.get("/acme/desk/tags").get_data(as_text=True)
    assert {tag.name: tag.idea_count for tag in rows(Tag)} == {"soya": 1, "milk": 1}
    assert ("“soya” is back, on 1 idea." in page, "/delete" in page) == (True, False)
    assert client.send(f"/acme/desk/tags/merges/{merge.id}/delete").status_code == 409


def test_a_merge_that_cant_be_undone_says_why_instead(client_for, mod, make):
    make.idea(tags=("a",)), make.idea(tags=("b",)), make.idea(tags=("c",))
    client = client_for(mod)
    client.send("/acme/desk/tags/a/merge", {"into": "b"})
    client.send("/acme/desk/tags/b/merge", {"into": "c"})

    page = client.get("/acme/desk/tags").get_data(as_text=True)

    assert page.count("/desk/tags/merges/") == 1
    assert "“b” was merged on into another tag since. Undo that first." in page


@pytest.mark.parametrize(("who", "status"), [("ana", 404), ("partner", 404), ("outsider", 404)])
def test_nobody_else_undoes_it(client_for, cast, mod, make, rows, who, status):
    make.idea(tags=("soya",)), make.idea(tags=("milk",))
    client_for(mod).send("/acme/desk/tags/soya/merge", {"into": "milk"})
    (merge,) = rows(TagMerge)

    answer = client_for(getattr(cast, who)).send(f"/acme/desk/tags/merges/{merge.id}/delete")

    assert answer.status_code == status
    assert [tag.name for tag in rows(Tag)] == ["milk"]


def test_a_merge_of_another_brand_is_not_there(client_for, cast, mod, outsider, make, rows):
    make.idea(tags=("soya",)), make.idea(tags=("milk",))
    client_for(mod).send("/acme/desk/tags/soya/merge", {"into": "milk"})
    (merge,) = rows(TagMerge)

    assert client_for(outsider).send(f"/rival/desk/tags/merges/{merge.id}/delete").status_code == 404
