"""The roadmap: what is planned, being built and shipped, a column a stage."""

import re
from datetime import timedelta

import pytest

from ideas.community.board.queries import viewer_for
from ideas.community.stage.queries import all_stages
from ideas.public.roadmap.queries import PER_STAGE, columns

WAYS = {"planned": ("planned",), "in-progress": ("planned", "in-progress"), "shipped": ("shipped",)}


@pytest.fixture
def on_the_way(make):
    def one(stage, **wishes):
        idea = make.idea(**wishes)
        make.move(idea, *WAYS.get(stage, (stage,)))
        return idea

    return one


def read(house, person=None):
    stages = all_stages()
    found = columns(viewer_for(house.brand, person), stages)
    return {stage.slug: [card.id for card in found[stage.id][0]] for stage in stages if stage.id in found}


def test_the_columns_are_the_stages_that_are_planned_built_or_shipped(house, on_the_way, make):
    planned, building, shipped = (on_the_way(stage) for stage in ("planned", "in-progress", "shipped"))
    make.idea()
    on_the_way("not-planned")
    on_the_way("under-review")

    assert read(house) == {"planned": [planned.id], "in-progress": [building.id], "shipped": [shipped.id]}


def test_the_most_wanted_come_first_and_of_the_shipped_the_newest(house, on_the_way, make, now):
    old, young = (on_the_way("planned", at=now + timedelta(days=day)) for day in (0, 1))
    make.vote(old, house.ben)
    was = make.idea(at=now)
    make.vote(was, house.ben)
    make.move(was, "shipped")
    newest = on_the_way("shipped", at=now + timedelta(days=1))

    assert read(house)["planned"] == [old.id, young.id]
    assert read(house)["shipped"] == [newest.id, was.id]


def test_a_column_holds_ten_and_says_when_there_are_more(house, on_the_way):
    for _ in range(PER_STAGE):
        on_the_way("planned")
    stages = {stage.slug: stage.id for stage in all_stages()}
    viewer = viewer_for(house.brand, None)
    assert columns(viewer, all_stages())[stages["planned"]][1] is False

    on_the_way("planned")

    cards, more = columns(viewer, all_stages())[stages["planned"]]
    assert (len(cards), more) == (10, True)


def test_nobody_sees_ideas_of_a_board_that_is_closed_to_them(house, on_the_way):
    public, inner = on_the_way("planned"), on_the_way("planned", board=house.inner_board)

    assert read(house)["planned"] == read(house, house.ben)["planned"] == [public.id]
    assert read(house, house.ana)["planned"] == [inner.id, public.id]


def test_the_page_shows_each_column_with_votes_and_leads_to_the_rest(make, visitor):
    for number in range(11):
        make.move(make.idea(f"Planned idea number {number}"), "planned")
    make.move(make.idea("A thing that has shipped"), "shipped")

    page = visitor.get("/acme/roadmap").get_data(as_text=True)

    assert re.findall(r'<h2 class="roadmap__title".*?<span>(.*?)</span>', page) == ["Planned", "In progress", "Shipped"]
    assert page.count('class="idea-card"') == 11
    assert page.count("data-cast=") == 10, "one votes right here, but not for what has shipped"
    assert '/acme/ideas?stage=planned&amp;sort=top"' in page
    assert "Nothing here at the moment." in page
