"""Submitting: what a title and a body may be, the numbers, what is stored beside the words."""

import pytest

from ideas.base.db import db
from ideas.base.html import RENDER_VERSION
from ideas.community.idea.actions import BadBody, BadTitle, submit_idea
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import BODY_MAX, TITLE_MAX, TITLE_MIN, Visibility
from ideas.community.idea.tags import BadTags, read_tags, set_tags
from ideas.spine.activity.models import Activity


def _submit(house, title="Oat milk in every shop", body="", **wishes):
    wishes = {"board": house.board, "by": house.ana, "at": wishes.pop("at", None), **wishes}
    return submit_idea(house.brand, title=title, body=body, **wishes)


def test_submit_keeps_the_words_and_stands_in_the_lists(house, now, rows):
    idea = _submit(house, "  Oat   milk\nin every shop ", "For **all** of us.\r\n", at=now)

    (rank,) = rows(IdeaRank)
    assert (idea.title, idea.slug) == ("Oat milk in every shop", "oat-milk-in-every-shop")
    assert (idea.body, idea.body_html) == ("For **all** of us.", "<p>For <strong>all</strong> of us.</p>\n")
    assert (idea.excerpt, idea.render_version) == ("For all of us.", RENDER_VERSION)
    assert (idea.visibility, idea.version, idea.stage_version) == (Visibility.PUBLIC, 1, 1)
    assert (idea.author_id, idea.created_at, idea.answered_at) == (house.ana.id, now, None)
    assert (rank.idea_id, rank.board_id, rank.stage_id) == (idea.id, house.board.id, idea.stage_id)
    assert (rank.visibility, rank.created_at) == (Visibility.PUBLIC, now)
    assert (rank.vote_count, rank.comment_count, rank.heat) == (0, 0, 0.0)


def test_submit_records_it_once(house, now, rows):
    idea = _submit(house, at=now)

    (happened,) = rows(Activity, Activity.idea_id == idea.id)
    assert (happened.kind, happened.account_id, happened.board_id) == ("idea.submitted", house.ana.id, house.board.id)


def test_a_new_idea_begins_in_the_first_submitted_stage(house, now):
    idea = _submit(house, at=now)

    db.session.refresh(idea, ["stage"])
    assert idea.stage.slug == "new"


@pytest.mark.parametrize("size", [TITLE_MIN, TITLE_MAX])
def test_a_title_may_have_10_to_120_characters(house, now, size):
    assert _submit(house, "é" * size, at=now).title == "é" * size


@pytest.mark.parametrize(
    "title", ["", " " * 40, "x" * (TITLE_MIN - 1), "x" * (TITLE_MAX + 1), "\u200b" * 30, "x\0" * 9]
)
def test_another_title_is_refused_with_its_size(house, now, title):
    with pytest.raises(BadTitle, match=r"A title has 10 to 120 characters; this has \d+\.") as refused:
        _submit(house, title, at=now)

    assert refused.value.field == "title"


def test_a_body_may_have_20_000_characters_and_no_more(house, now):
    assert len(_submit(house, body="é" * BODY_MAX, at=now).body) == 20_000
    with pytest.raises(BadBody, match="at most 20000 characters; this has 20001") as refused:
        _submit(house, body="é" * (BODY_MAX + 1), at=now)

    assert refused.value.field == "body"


def test_line_ends_count_once(house, now):
    body = "\r\n".join("x" * (BODY_MAX // 2))

    assert len(_submit(house, body=body, at=now).body) == BODY_MAX - 1


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("もっとおいしいコーヒーを飲みたい", "もっとおいしいコーヒーを飲みたい"),
        ("दुकान में कॉफ़ी चाहिए", "दुकान-में-कॉफ़ी-चाहिए"),
        ("ขอกาแฟที่นี่ด้วยครับ", "ขอกาแฟที่นี่ด้วยครับ"),
        ("قهوة أفضل من فضلك", "قهوة-أفضل-من-فضلك"),
        ("!!! ??? ... !!!", ""),
    ],
)
def test_a_title_in_any_script_makes_the_slug(house, now, title, slug):
    idea = _submit(house, title, at=now)

    assert idea.slug == slug
    assert idea.reference == (f"{idea.number}-{slug}" if slug else str(idea.number))


def test_numbers_have_no_gaps_within_a_brand_and_are_its_own(make, cast, rows):
    for _ in range(3):
        make.idea()
    make.idea(brand=cast.rival, board=cast.rival_board, by=cast.outsider)
    make.idea()

    assert [idea.number for idea in rows(Idea, Idea.brand_id == cast.brand.id)] == [1, 2, 3, 4]
    assert [idea.number for idea in rows(Idea, Idea.brand_id == cast.rival.id)] == [1]


def test_an_idea_that_was_refused_uses_up_no_number(cast, make, rows):
    make.idea()
    with pytest.raises(BadTags), make.at_work():
        set_tags(make.idea("Never to be seen"), read_tags("a, b, c, d, e, f"))
    make.idea()

    assert [idea.number for idea in rows(Idea)] == [1, 2]
    assert [idea.title for idea in rows(Idea)] == ["A better cup, number 1", "A better cup, number 2"]
