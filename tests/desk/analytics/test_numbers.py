"""The desk's numbers: cases that were counted by hand, and pages that show only what one hosts."""

from datetime import UTC, datetime, timedelta

import pytest

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea.models import Idea
from ideas.desk.analytics.queries import Today, answerers, today, trend

AT = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)


@pytest.fixture
def idea(make):
    """An idea that came so many days ago and was answered so many days ago."""

    def one(came, answered=None, *, by=None, board=None):
        idea = make.idea(board=board, at=AT - came * DAY)
        if answered is not None:
            make.answer(idea, by=by, at=AT - answered * DAY)
        return idea

    return one


def test_today_counts_what_is_owed(house, idea, make):
    for came in (20, 14, 13, 8, 7, 6.9, 0):
        idea(came)
    idea(20, 6)
    idea(20, 8)
    make.withdraw(idea(3))

    assert today(viewer_for(house.brand, house.mod), AT) == Today(
        waiting=7, late=2, due_this_week=3, answered_this_week=1
    )


def test_today_is_of_the_boards_that_one_hosts(house, idea):
    idea(1)
    idea(2, board=house.inner_board)

    def waiting(person, **wishes):
        return today(viewer_for(house.brand, person), AT, **wishes).waiting

    assert [waiting(person) for person in (house.mod, house.partner, house.ana, None)] == [2, 1, 0, 0]
    assert waiting(house.mod, board_id=house.inner_board.id) == 1
    assert waiting(house.partner, board_id=house.inner_board.id) == 0


def test_today_takes_one_query(house, idea, count_queries):
    viewer = viewer_for(house.brand, house.mod)
    idea(3)

    with count_queries() as queries:
        today(viewer, AT)

    assert len(queries) == 1


def test_answerers_have_their_answers_and_what_is_in_their_hands(house, idea):
    for came, answered in ((10, 1), (9, 5), (30, 20)):
        idea(came, answered, by=house.partner)
    idea(50, 31, by=house.partner)
    idea(3, 1, by=house.owner)
    idea(2).assignee_id = house.mod.id
    answered = idea(6, 2, by=house.owner)
    answered.assignee_id = house.mod.id
    db.session.flush()

    found = answerers(viewer_for(house.brand, house.mod), AT)

    assert [(one.name, one.answered_7, one.answered_30, one.median_days, one.assigned) for one in found] == [
        ("Pia Partner", 2, 3, 9.0, 0),
        ("Olga Owner", 2, 2, 3.0, 0),
        ("Mo Derator", 0, 0, None, 1),
    ]


def test_the_median_leaves_out_what_was_brought_over(house, idea):
    idea(2_000, 1, by=house.mod).is_imported = True
    idea(3, 1, by=house.mod)
    db.session.flush()

    (found,) = answerers(viewer_for(house.brand, house.mod), AT)

    assert (found.answered_30, found.median_days) == (2, 2.0)


def test_the_trend_counts_arrivals_and_answers_by_their_own_weeks(house, idea, make):
    idea(0)
    idea(2.49, 1)  # on Monday, half a day and a bit after it began
    idea(2.51)  # on Sunday
    idea(9.6, 2)
    make.withdraw(idea(1))
    idea(3 * 365).is_imported = True
    idea(4).is_imported = True
    db.session.flush()

    weeks = trend(viewer_for(house.brand, house.mod), AT)

    assert len(weeks) == 26
    assert [(week.first_day.date().isoformat(), week.came, week.answered) for week in weeks[-3:]] == [
        ("2026-06-01", 1, 0),
        ("2026-06-08", 1, 0),
        ("2026-06-15", 2, 2),
    ]
    assert sum(week.came for week in weeks[:-3]) == 0


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.engines
def test_the_page_shows_the_numbers_and_a_table_beneath_the_drawing(client_for, cast, make):
    now = clock.now()
    make.idea(at=now - 20 * DAY)
    make.answer(make.idea(at=now - 3 * DAY), by=cast.partner, at=now - DAY)

    page = client_for(cast.mod).get("/acme/desk/numbers").get_data(as_text=True)

    assert "Pia Partner" in page
    assert "Ideas that came" in page
    assert page.count("<svg") >= 1
    assert page.count("<table") == 2


def test_the_page_is_of_one_board_if_asked(client_for, cast, make):
    make.answer(make.idea(at=clock.now() - 3 * DAY), by=cast.partner, at=clock.now())
    client = client_for(cast.mod)

    assert "Pia Partner" in client.get("/acme/desk/numbers?board=ideas").get_data(as_text=True)
    assert "Pia Partner" not in client.get("/acme/desk/numbers?board=inner").get_data(as_text=True)
    assert client.get("/acme/desk/numbers?board=nowhere").status_code == 404


def test_a_partner_sees_only_what_they_host(client_for, cast, make):
    make.answer(make.idea(board=cast.inner_board, at=clock.now() - DAY), by=cast.owner, at=clock.now())
    client = client_for(cast.partner)

    assert "Olga Owner" not in client.get("/acme/desk/numbers").get_data(as_text=True)
    assert client.get("/acme/desk/numbers?board=inner").status_code == 404


def test_members_find_no_numbers(client_for, cast):
    assert [client_for(who).get("/acme/desk/numbers").status_code for who in (cast.ana, cast.outsider, None)] == [
        404,
        404,
        403,
    ]


def test_the_page_takes_as_many_queries_for_one_as_for_three(client_for, cast, make, count_queries):
    client, now = client_for(cast.mod), clock.now()

    def cost():
        with count_queries() as queries:
            assert client.get("/acme/desk/numbers").status_code == 200
        return len(queries)

    make.answer(make.idea(at=now - 3 * DAY), at=now)
    cost()
    one = cost()
    for who in (cast.partner, cast.owner):
        make.answer(make.idea(at=now - 3 * DAY, by=cast.ben), by=who, at=now)
    with make.at_work():
        db.session.get_one(Idea, make.idea(at=now).id).assignee_id = cast.partner.id

    assert cost() == one
