"""Tags: read from a line, in any script, counted, and no more public than the ideas that wear them."""

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea import tags
from ideas.community.idea.models import IdeaTag, Tag
from ideas.community.idea.tags import BadTags, TagGone, common_tags, read_tags, set_tags, tags_of
from ideas.community.tag.merging import merge_tags
from tests.cast import NOW


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        (" , ,, ", ()),
        ("Oat milk, vegan", ("Oat milk", "vegan")),
        ("#oat, # milk", ("oat", "milk")),
        ("  Oat \t  milk ", ("Oat milk",)),
        ("oat-milk, Oat Milk", ("Oat Milk",)),
        ("कि, की, ที่, ทิ", ("कि", "की", "ที่", "ทิ")),
        ("コーヒー,قهوة", ("コーヒー", "قهوة")),
        ("a\u202eb\u200bc\0", ("abc",)),
    ],
)
def test_read_tags_gives_each_name_once(text, names):
    assert read_tags(text) == names


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a, b, c, d, e, f", "Use at most 5 tags; these are 6."),
        ("x" * 31, "A tag has at most 30 characters."),
        ("good, 🦝", "A tag needs a letter or a digit, and “🦝” has none."),
    ],
)
def test_read_tags_refuses_too_many_too_long_and_empty_ones(text, sentence):
    with pytest.raises(BadTags) as refused:
        read_tags(text)

    assert (refused.value.sentence, refused.value.field) == (sentence, "tags")


def test_five_tags_of_thirty_characters_are_welcome():
    assert len(read_tags(", ".join(f"{letter}" * 30 for letter in "abcde"))) == 5


def test_set_tags_makes_counts_and_takes_away(house, make, rows):
    idea, other = make.idea(tags=("Oat milk", "Vegan")), make.idea(tags=("vegan",))

    changed = set_tags(idea, ("oat-milk", "New"))

    assert changed is True
    assert {tag.name: tag.idea_count for tag in rows(Tag)} == {"Oat milk": 1, "Vegan": 1, "New": 1}
    assert [tag.name for tag in tags_of([idea.id, other.id])[idea.id]] == ["New", "Oat milk"]
    assert [tag.name for tag in tags_of([idea.id, other.id])[other.id]] == ["Vegan"]
    assert set_tags(idea, ("New", "Oat milk")) is False


@pytest.fixture
def merged_meanwhile(house, monkeypatch):
    """`merged_meanwhile("milk", "soya")`: while the next change of tags waits for its locks, the one is merged into the other."""
    lock = tags._lock

    def come_before(one, other):
        def wait(ids):
            monkeypatch.undo()
            both = [db.session.scalars(select(Tag).where(Tag.slug == slug)).one() for slug in (one, other)]
            merge_tags(*both, by=house.mod, at=NOW)
            lock(ids)

        monkeypatch.setattr(tags, "_lock", wait)

    return come_before


@pytest.mark.parametrize("wanted", [("milk",), ("oat",), ("milk", "soya", "oat")])
def test_tags_that_were_merged_meanwhile_are_looked_at_again(house, make, rows, merged_meanwhile, wanted):
    """Else the idea would lose the tag that stands for both, or wear one that is gone."""
    idea = make.idea(tags=("milk", "soya"))
    make.idea(tags=("oat",))
    merged_meanwhile("milk", "soya")

    with pytest.raises(TagGone, match="Look at them again"):
        set_tags(idea, wanted)

    assert [tag.name for tag in tags_of([idea.id])[idea.id]] == ["soya"]
    assert {tag.name: tag.idea_count for tag in rows(Tag)} == {"soya": 1, "oat": 1}


def test_a_tag_belongs_to_one_brand(make, cast, rows):
    make.idea(tags=("milk",))
    make.idea(brand=cast.rival, board=cast.rival_board, by=cast.outsider, tags=("milk",))

    assert {(tag.brand_id, tag.slug, tag.idea_count) for tag in rows(Tag)} == {
        (cast.brand.id, "milk", 1),
        (cast.rival.id, "milk", 1),
    }
    assert len(rows(IdeaTag)) == 2


def test_common_tags_come_most_used_first(house, make):
    make.idea(tags=("rare", "common"))
    make.idea(tags=("common",))
    viewer = viewer_for(house.brand, None)

    assert [tag.name for tag in common_tags(viewer, most=5)] == ["common", "rare"]
    assert [tag.name for tag in common_tags(viewer, most=1)] == ["common"]
    assert [tag.name for tag in common_tags(viewer, most=1, also="rare")] == ["common", "rare"]
    assert [tag.name for tag in common_tags(viewer, most=0, also="rare")] == ["rare"]
    assert common_tags(viewer, most=0) == []


def test_a_tag_is_no_more_public_than_the_ideas_that_wear_it(house, make):
    make.idea(tags=("inner",), board=house.inner_board)
    make.idea(tags=("inner", "members"), board=house.members_board)
    make.withdraw(make.idea(tags=("withdrawn",)))
    make.idea(tags=("public",))

    def seen(person):
        viewer = viewer_for(house.brand, person)
        return {tag.name for tag in common_tags(viewer, most=10)}

    assert seen(None) == {"public"}
    assert seen(house.stranger) == {"public"}
    assert seen(house.ben) == {"public", "inner", "members"}
    assert seen(house.mod) == {"public", "inner", "members"}
    assert common_tags(viewer_for(house.brand, None), most=5, also="withdrawn") == common_tags(
        viewer_for(house.brand, None), most=5
    )


def test_many_private_tags_do_not_push_out_the_public_one(house, make):
    for number in range(12):
        make.idea(tags=(f"secret {number}", "a secret"), board=house.inner_board)
    make.idea(tags=("public",))

    assert [tag.name for tag in common_tags(viewer_for(house.brand, None), most=10)] == ["public"]
