"""The promise: months and medians that were worked out by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from ideas.board.models import Board
from ideas.board.queries import viewer_for
from ideas.board.rules import Access
from ideas.db import db
from ideas.kit import clock
from ideas.promise.queries import read_promise

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
        month.first_day.strftime("%Y-%m"): (month.came, month.answered, month.median_days)
        for month in promise.months
        if month.came
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
    assert [month.share for month in promise.months][-3:] == [0.75, 1.0, 0.0]
    assert (promise.total.came, promise.total.answered, promise.waiting) == (7, 5, 2)
    assert promise.total.median_days == 2.0, "the middle one of 0.5, 1.5, 2, 3 and 10"


def test_there_are_twelve_months_with_the_empty_ones(house, answered):
    answered(2025, 7, 1, after=1, hour=0)
    answered(2025, 6, 30, after=1, hour=23)  # a month too early

    promise = read_promise(viewer_for(house.brand, None), at=AT)

    assert [month.first_day.strftime("%Y-%m") for month in promise.months] == [
        "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12",
        "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
    ]  # fmt: skip
    assert figures(promise) == {"2025-07": (1, 1, 1.0)}
    assert [month.share for month in promise.months][1:] == [None] * 11


@pytest.mark.parametrize("day", [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 31, 23, 59, tzinfo=UTC)])
def test_a_year_turns_in_the_middle(house, answered, day):
    answered(2025, 2, 1, hour=0)
    answered(2025, 12, 31)

    promise = read_promise(viewer_for(house.brand, None), at=day)

    assert promise.months[0].first_day == datetime(2025, 2, 1, tzinfo=UTC)
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


def test_the_page_draws_the_figures_and_writes_them_down(make, visitor):
    today = clock.now()
    for wait in (1, 2, 6):
        make.answer(make.idea(at=today - timedelta(days=20)), at=today - timedelta(days=20 - wait))
    make.idea(at=today - timedelta(days=20))

    page = visitor.get("/acme/promise").get_data(as_text=True)

    assert "75%" in page
    assert "3 of the 4 ideas of the last twelve months" in page
    assert "3 of 4" in page
    assert "<svg" in page
    assert page.count("<table") == 2


def test_a_share_is_never_rounded_up(app):
    with app.test_request_context():
        shown = app.jinja_env.get_template("components/chart.html").module.shown

        assert [str(shown(share, "percent")) for share in (0.996, 0.29, 1)] == ["99%", "29%", "100%"]
