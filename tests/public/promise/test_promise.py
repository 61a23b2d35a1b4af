"""The promise: months and medians that were worked out by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.queries import viewer_for
from ideas.community.board.rules import Access
from ideas.community.idea.actions import keep_rank
from ideas.community.idea.answer_clock import keep_clock, start_clock
from ideas.community.idea.models import Idea
from ideas.community.pipeline.actions import answer_idea
from ideas.community.pipeline.models import Answer
from ideas.public.promise.queries import read_promise

AT = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def answered(make):
    """An idea that came on this day and was answered so many days later."""

    def one(year, month, day, *, after=None, hour=10, **wishes):
        came = datetime(year, month, day, hour, tzinfo=UTC)
        idea = make.idea(at=came, **wishes)
        if after is not None:
            make.answer(idea, at=came + timedelta(days=after))
        return idea

    return one


def figures(promise):
    return {
        first_day.strftime("%Y-%m"): (month.came, month.answered, month.median_days)
        for first_day, month in promise.months
        if month.came
    }


def kept(promise):
    """In time, of how many that are answered or due, by month."""
    return {
        first_day.strftime("%Y-%m"): (month.in_time, month.decided) for first_day, month in promise.months if month.came
    }


def test_each_month_counts_the_ideas_that_came_in_it(house, answered):
    answered(2026, 4, 1, after=2)
    answered(2026, 4, 30, after=10, hour=23)
    answered(2026, 4, 15, after=3)
    answered(2026, 4, 16)
    answered(2026, 5, 1, after=1.5, hour=0)
    answered(2026, 5, 31, after=0.5)
    answered(2026, 6, 14)

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert figures(promise) == {"2026-04": (4, 3, 3.0), "2026-05": (2, 2, 1.0), "2026-06": (1, 0, None)}
    assert kept(promise) == {"2026-04": (3, 4), "2026-05": (2, 2), "2026-06": (0, 0)}
    assert [month.share for _, month in promise.months][-3:] == [0.75, 1.0, None]
    assert (promise.total.came, promise.total.answered, promise.total.waiting) == (7, 5, 2)
    assert (promise.waiting.all, promise.waiting.late) == (2, 1), "only the one of April has waited fourteen days"
    assert promise.total.median_days == 2.0, "the middle one of 0.5, 1.5, 2, 3 and 10"


def test_an_answer_after_its_day_is_late_and_stays_late(house, answered):
    answered(2026, 4, 1, after=14)
    answered(2026, 4, 2, after=14.01)
    answered(2026, 4, 3, after=40)

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert kept(promise) == {"2026-04": (1, 3)}
    assert (promise.total.late, promise.total.overdue, promise.waiting.late) == (2, 0, 0)


def test_what_is_asked_again_waits_and_makes_no_late_answer_punctual(house, answered):
    idea = answered(2026, 4, 1, after=30)
    idea.reopened_at = AT - timedelta(days=20)
    start_clock(idea, at=idea.reopened_at)

    promise = read_promise(viewer_for(house.brand, None), at=AT)
    assert (kept(promise), figures(promise)) == ({"2026-04": (0, 1)}, {"2026-04": (1, 1, 30.0)})
    assert (promise.waiting.all, promise.waiting.late) == (1, 1)

    answer_idea(idea, brand=house.brand, body="A second answer, soon.", by=house.mod, at=AT)

    promise = read_promise(viewer_for(house.brand, None), at=AT)
    assert (kept(promise), figures(promise)) == ({"2026-04": (0, 1)}, {"2026-04": (1, 1, 30.0)})
    assert (promise.waiting.all, promise.waiting.late) == (0, 0)


def test_an_answer_taken_back_is_no_answer(house, answered):
    idea = answered(2026, 4, 1, after=2)
    db.session.execute(delete(Answer))
    idea.answered_at = None
    keep_clock(idea, at=AT)

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert kept(promise) == {"2026-04": (0, 1)}
    assert idea.answer_was_due is None


def test_each_board_has_its_own_figures(house, answered):
    answered(2026, 4, 1, after=2)
    answered(2026, 6, 1, after=20)
    answered(2026, 5, 1, after=4, board=house.inner_board)

    promise = read_promise(viewer_for(house.brand, house.mod), at=AT)

    found = {board.slug: (of.came, of.answered, of.in_time, of.decided, of.median_days) for board, of in promise.boards}
    assert found == {"ideas": (2, 2, 1, 2, 11.0), "members": (0, 0, 0, 0, None), "inner": (1, 1, 1, 1, 4.0)}


def test_a_merged_idea_does_not_count_apart(house, answered):
    main, twin = answered(2026, 6, 1, after=2), answered(2026, 4, 2)
    twin.merged_into_id = twin.canonical_id = main.id
    keep_rank(twin, at=AT)

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert (figures(promise), promise.waiting.all) == ({"2026-06": (1, 1, 2.0)}, 0)


def test_imported_ideas_are_counted_apart(house, answered):
    answered(2026, 6, 1, after=2)
    answered(2026, 4, 2).is_imported = True
    db.session.flush()
    answered(2020, 4, 2).is_imported = True
    db.session.flush()
    answered(2026, 6, 14)

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert figures(promise) == {"2026-06": (2, 1, 2.0)}
    assert (promise.waiting.all, promise.waiting.late, promise.waiting.imported) == (1, 0, 2)


def test_what_waits_from_long_ago_still_waits(house, answered):
    answered(2024, 4, 2)

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert (promise.total.came, promise.total.overdue) == (0, 0)
    assert (promise.waiting.all, promise.waiting.late) == (1, 1)


def test_there_are_twelve_months_with_the_empty_ones(house, answered):
    answered(2025, 7, 1, after=1, hour=0)
    answered(2025, 6, 30, after=1, hour=23)  # a month too early

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert [first_day.strftime("%Y-%m") for first_day, _ in promise.months] == [
        "2025-07",
        "2025-08",
        "2025-09",
        "2025-10",
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
        "2026-03",
        "2026-04",
        "2026-05",
        "2026-06",
    ]
    assert figures(promise) == {"2025-07": (1, 1, 1.0)}
    assert [month.share for _, month in promise.months][1:] == [None] * 11


@pytest.mark.parametrize("day", [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 31, 23, 59, tzinfo=UTC)])
def test_a_year_turns_in_the_middle(house, answered, day):
    answered(2025, 2, 1, hour=0)
    answered(2025, 12, 31)

    promise = read_promise(viewer_for(house.brand, None), at=day)

    assert promise.months[0][0] == datetime(2025, 2, 1, tzinfo=UTC)
    assert figures(promise) == {"2025-02": (1, 0, None), "2025-12": (1, 0, None)}


def test_the_median_of_an_even_number_is_between_the_middle_ones(house, answered):
    for wait in (1, 2, 4, 100):
        answered(2026, 6, 1, after=wait)

    assert figures(read_promise(viewer_for(house.brand, None), at=AT))["2026-06"] == (4, 4, 3.0)


def test_a_second_answer_does_not_count(house, answered, make):
    idea = answered(2026, 6, 1, after=2)
    make.answer(idea, "Another answer, much later.", at=idea.created_at + timedelta(days=13))

    assert figures(read_promise(viewer_for(house.brand, None), at=AT))["2026-06"] == (1, 1, 2.0)


def test_a_comment_is_no_answer_not_even_an_official_one(house, answered, make):
    make.comment(answered(2026, 6, 1), by=house.mod, as_host=True, is_official=True)

    assert figures(read_promise(viewer_for(house.brand, None), at=AT))["2026-06"] == (1, 0, None)


def test_only_ideas_that_the_viewer_may_see_count(house, answered, make, cast):
    answered(2026, 6, 1, after=1)
    answered(2026, 6, 2, after=3, board=house.inner_board)
    make.withdraw(answered(2026, 6, 3))
    answered(2026, 6, 4, brand=cast.rival, board=cast.rival_board, by=cast.outsider)

    def seen(person):
        return figures(read_promise(viewer_for(house.brand, person), at=AT))["2026-06"]

    assert seen(None) == seen(house.stranger) == seen(house.ben) == (1, 1, 1.0)
    assert seen(house.ana) == seen(house.mod) == (2, 2, 2.0)


def test_nobody_who_sees_no_board_reads_a_figure(make, visitor):
    make.answer(make.idea(at=clock.now()), at=clock.now())
    with make.at_work():
        db.session.execute(update(Board).values(access=Access.INVITED))

    page = visitor.get("/acme/promise").get_data(as_text=True)

    assert "No ideas in the last twelve months" in page
    assert "100%" not in page


@pytest.mark.engines
def test_the_page_draws_the_figures_and_writes_them_down(make, visitor):
    today = clock.now()
    for wait in (1, 2, 6):
        make.answer(make.idea(at=today - timedelta(days=20)), at=today - timedelta(days=20 - wait))
    make.idea(at=today - timedelta(days=20))
    make.idea(at=today - timedelta(minutes=1))

    page = visitor.get("/acme/promise").get_data(as_text=True)

    assert "75%" in page
    assert "3 of the 4 ideas of the last twelve months that are answered or due" in page
    assert "1 of them late" in page
    assert "We answer every idea here within 14 days, or a day after it has 25 votes." in page
    assert "<svg" in page
    assert page.count("<table") == 3


def test_the_page_says_that_imported_ideas_wait_as_well(make, visitor):
    make.idea(at=clock.now())
    with make.at_work():
        db.session.execute(update(Idea).values(is_imported=True))
        db.session.execute(update(Idea).where(Idea.id == make.idea(at=clock.now()).id).values(is_imported=False))

    page = visitor.get("/acme/promise").get_data(as_text=True)

    assert "One idea that was brought over from elsewhere waits as well." in page


def test_where_all_ideas_were_imported_the_page_says_how_many_wait(make, visitor):
    make.idea(at=clock.now())
    with make.at_work():
        db.session.execute(update(Idea).values(is_imported=True))

    page = visitor.get("/acme/promise").get_data(as_text=True)

    assert "Nothing was promised yet" in page
    assert "One idea that was brought over from elsewhere waits for an answer." in page


def test_the_figures_take_four_queries_however_many_boards_and_ideas(house, answered, count_queries):
    viewer = viewer_for(house.brand, house.mod)
    for board in (house.board, house.members_board, house.inner_board):
        answered(2026, 6, 1, after=2, board=board)
        answered(2026, 5, 1, board=board)

    with count_queries() as queries:
        read_promise(viewer, at=AT)

    assert len(queries) == 4


def test_a_share_is_never_rounded_up(app):
    with app.test_request_context():
        shown = app.jinja_env.get_template("components/chart.html").module.shown

        assert [str(shown(share, "percent")) for share in (0.996, 0.29, 1)] == ["99%", "29%", "100%"]
