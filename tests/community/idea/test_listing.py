"""The list: every order and every filter in keyset pages that never show an idea twice and never leave one out."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.base.keyset import BadCursor, encode_cursor
from ideas.community.board.queries import viewer_for
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.listing import COMMON_TAG, Filters, board_counts, list_ideas, read_words
from ideas.community.idea.models import Idea, IdeaRank, IdeaTag, Tag
from ideas.community.idea.rules import Sort, Visibility
from ideas.community.stage.queries import find_stage
from ideas.community.vote.queries import votes_of
from ideas.people.brand.viewer import Viewer

KEYS = {Sort.POPULAR: "heat", Sort.TOP: "vote_count", Sort.NEW: "created_at"}


def walk(viewer, filters, *, limit=4, between=lambda seen: None):
    """The ids of all pages, and how many pages there were."""
    seen, pages = [], 0
    while True:
        page = list_ideas(viewer, filters, limit=limit)
        seen += [card.id for card in page.cards]
        pages += 1
        if page.after is None:
            return seen, pages
        assert len(page.cards) == limit
        between(seen)
        filters = replace(filters, after=page.after)


@pytest.fixture
def many(house, make, now):
    """Thirty ideas on three boards, in five stages, by three people, with tags, votes, and many ties."""
    boards = [house.board, house.members_board, house.inner_board]
    voters = [house.ana, house.ben, house.mod, house.owner]
    ideas = []
    for number in range(30):
        idea = make.idea(
            by=(house.ana, house.ben, house.mod)[number % 3],
            board=boards[number % 4 % 3],
            at=now + timedelta(days=number // 5),
            tags=("even",) if number % 2 == 0 else ("odd", f"tag {number % 4}"),
        )
        for voter in voters[: number % 5]:
            make.vote(idea, voter, at=now + timedelta(days=number // 4))
        make.move(
            idea, *((), ("under-review",), ("planned",), ("not-planned",), ("planned", "in-progress"))[number % 5]
        )
        ideas.append(idea)
    set_visibility(ideas[7], Visibility.HIDDEN, at=now)
    set_visibility(ideas[8], Visibility.WITHDRAWN, at=now)
    set_visibility(ideas[9], Visibility.SPAM, at=now)
    set_visibility(ideas[10], Visibility.PENDING, at=now)
    return ideas


def expected(viewer, filters, rows, worn=frozenset(), voted=None):
    """What the list should hold, worked out in Python from every row."""

    def fits(rank):
        return (
            rank.board_id in viewer.board_ids
            and (filters.board_id is None or rank.board_id == filters.board_id)
            and (filters.stage_id is None or rank.stage_id == filters.stage_id)
            and (filters.tag is None or (filters.tag.id, rank.idea_id) in worn)
            and (voted is None or rank.idea_id in voted)
            and (
                rank.visibility is Visibility.PUBLIC
                if filters.author_id is None
                else authors[rank.idea_id] == filters.author_id and rank.visibility is not Visibility.SPAM
            )
        )

    authors = {idea.id: idea.author_id for idea in rows(Idea)}
    found = [rank for rank in rows(IdeaRank) if fits(rank)]
    return [
        rank.idea_id
        for rank in sorted(found, key=lambda rank: (getattr(rank, KEYS[filters.sort]), rank.idea_id), reverse=True)
    ]


def test_every_order_and_every_filter_is_complete_and_in_order(house, many, rows):
    viewer = viewer_for(house.brand, house.ana)
    worn = {(row.tag_id, row.idea_id) for row in rows(IdeaTag)}
    tag = next(row for row in rows(Tag) if row.slug == "odd")
    mine_voted = set(db.session.scalars(votes_of(house.ana)))
    lengths = set()

    for sort, board, stage, with_tag, mine, voted in product(
        Sort, (None, house.board), (None, "planned"), *[(0, 1)] * 3
    ):
        filters = Filters(
            sort=sort,
            board_id=board.id if board else None,
            stage_id=find_stage(stage).id if stage else None,
            tag=tag if with_tag else None,
            author_id=house.ana.id if mine else None,
            ids=votes_of(house.ana) if voted else None,
        )
        wanted = expected(viewer, filters, rows, worn, mine_voted if voted else None)

        seen, _ = walk(viewer, filters)

        assert seen == wanted, filters
        lengths.add(len(wanted))

    assert max(lengths) > 20, "the lists must be long enough to have pages"


def test_each_viewer_pages_through_what_they_may_see(house, many, rows):
    lengths = {None: 13, "stranger": 13, "ben": 20, "ana": 26, "mod": 26}
    for sort, (who, length) in product(Sort, lengths.items()):
        viewer, filters = viewer_for(house.brand, getattr(house, who) if who else None), Filters(sort=sort)

        seen, pages = walk(viewer, filters, limit=3)

        assert seen == expected(viewer, filters, rows), (sort, who)
        assert len(seen) == length, who
        assert pages == -(-length // 3)


def test_the_size_of_a_page_makes_no_difference(house, many, rows):
    viewer, filters = viewer_for(house.brand, house.ana), Filters(sort=Sort.TOP)

    for limit in (1, 2, 7, 25, 26, 27, 100):
        assert walk(viewer, filters, limit=limit)[0] == expected(viewer, filters, rows), limit


def test_a_common_tag_is_read_another_way_with_the_same_result(house, many, rows):
    worn = {(row.tag_id, row.idea_id) for row in rows(IdeaTag)}
    viewer, tag = viewer_for(house.brand, house.ana), next(row for row in rows(Tag) if row.slug == "even")
    rare = tag.idea_count

    for sort in Sort:
        filters = Filters(sort=sort, tag=tag)
        tag.idea_count = rare
        as_rare = walk(viewer, filters)[0]
        tag.idea_count = COMMON_TAG + 1
        as_common = walk(viewer, filters)[0]
        assert as_common == as_rare == expected(viewer, filters, rows, worn)
        assert len(as_rare) > 8


@pytest.mark.parametrize("sort", [Sort.POPULAR, Sort.TOP])
def test_votes_that_come_while_somebody_reads_on_show_nothing_twice(house, many, make, now, sort):
    viewer = viewer_for(house.brand, house.ana)
    before, _ = walk(viewer, Filters(sort=sort))

    def crowd(seen):
        """Everybody votes for what was just seen, and a new idea comes in at the top."""
        for idea in many:
            if idea.id in seen[-4:] and lock_idea(idea.id).takes_votes:
                make.vote(idea, house.partner, at=now + timedelta(days=40))
        fresh = make.idea(at=now + timedelta(days=60))
        for voter in (house.ben, house.mod, house.owner, house.partner):
            make.vote(fresh, voter, at=now + timedelta(days=60))

    seen, pages = walk(viewer, Filters(sort=sort), between=crowd)

    assert pages > 4
    assert seen == before


def test_ideas_with_the_same_heat_to_the_last_bit_are_kept_apart(house, make, now):
    ids = [make.idea(at=now).id for _ in range(9)]
    db.session.execute(update(IdeaRank).values(heat=0.1 + 0.2))

    assert walk(viewer_for(house.brand, None), Filters(), limit=2)[0] == ids[::-1]


def test_heats_that_differ_in_the_last_bit_are_kept_apart(house, make, now):
    first, second = make.idea(at=now), make.idea(at=now)
    db.session.execute(update(IdeaRank).where(IdeaRank.idea_id == first.id).values(heat=0.1 + 0.2))
    db.session.execute(update(IdeaRank).where(IdeaRank.idea_id == second.id).values(heat=0.3))

    assert walk(viewer_for(house.brand, None), Filters(), limit=1)[0] == [first.id, second.id]


def test_a_search_finds_whole_words_and_parts_in_title_and_body(house, make):
    cold = make.idea("Cold brew by the litre")
    oat = make.idea("Oat milk in every shop", body="Also for the cold brew.")
    make.idea("Fairer prices for growers")
    viewer = viewer_for(house.brand, None)

    def found(text, **wishes):
        return set(walk(viewer, Filters(words=read_words(text), **wishes))[0])

    assert found("cold BREW") == {cold.id, oat.id}
    assert found("brew shop") == {oat.id}
    assert found("nothing like it") == set()
    assert found("100%") == set()
    assert found("_") == set()
    assert found("cold", sort=Sort.NEW, board_id=house.members_board.id) == set()


@pytest.mark.parametrize("words", ["кофе", "КОФЕ каждый", "éclair", "ÉCLAIR"])
def test_a_search_knows_small_and_capital_letters_of_every_script(house, make, words):
    idea = make.idea("Кофе в каждый дом, und dazu ein Éclair")

    assert walk(viewer_for(house.brand, None), Filters(words=read_words(words)))[0] == [idea.id]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize(
    "after",
    [
        "",
        "x",
        "%%%",
        "AAAA",
        "W10",
        encode_cursor(1),
        encode_cursor("a", 1),
        encode_cursor(1, 2, 3),
        encode_cursor(2**62, 1),
        encode_cursor(-(2**61), 1),
        encode_cursor(1.5, -(2**62)),
        "WzEsMl0" * 500,
        "W251bGwsIG51bGxd",
        "W3RydWUsIHRydWVd",
        encode_cursor(float("nan"), 1),
        encode_cursor(float("inf"), 1),
        encode_cursor(float("-inf"), 1),
    ],
)
def test_a_cursor_that_nobody_gave_out_breaks_nothing(house, make, sort, after):
    make.idea()
    viewer = viewer_for(house.brand, None)

    with suppress(BadCursor):
        assert len(list_ideas(viewer, Filters(sort=sort, after=after)).cards) <= 1


@pytest.mark.parametrize("after", ["", "x", "AAAA", encode_cursor(1, 2, 3), encode_cursor(float("nan"), 1)])
def test_a_cursor_that_can_not_be_read_is_refused(house, after):
    with pytest.raises(BadCursor, match="points to a place in the list that does not exist") as refused:
        list_ideas(viewer_for(house.brand, None), Filters(after=after))

    assert refused.value.status == 400


def test_nobody_who_sees_no_board_sees_an_idea(house, many):
    assert list_ideas(Viewer.nobody(), Filters()).cards == ()


def test_another_brands_ideas_are_in_no_list(house, make, cast):
    make.idea(brand=cast.rival, board=cast.rival_board, by=cast.outsider)
    mine = make.idea()

    assert walk(viewer_for(house.brand, house.mod), Filters())[0] == [mine.id]


def test_board_counts_are_of_public_ideas_on_boards_that_the_viewer_sees(house, many):
    assert board_counts(viewer_for(house.brand, None)) == {house.board.id: 13}
    assert board_counts(viewer_for(house.brand, house.ana)) == {
        house.board.id: 13,
        house.members_board.id: 7,
        house.inner_board.id: 6,
    }
