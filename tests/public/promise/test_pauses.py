"""Pauses of the answer clock: they give time to what waits, and take it back when they are cut."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.board.models import AnswerPause
from ideas.community.board.queries import viewer_for
from ideas.community.idea.models import IdeaRank
from ideas.community.pause.actions import (
    BadPause,
    PauseIsOver,
    PauseOverlaps,
    add_pause,
    cut_pause,
    find_pause,
    known_pauses,
    running_pauses,
)
from ideas.spine.activity.models import Activity
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW

DAY = timedelta(days=1)


@pytest.fixture
def pause(house):
    """`pause(2, 5)`: from the second to the fifth day from now."""

    def one(first, last, *, board=None, at=NOW, reason="Our shops are closed."):
        board = board or house.board
        return add_pause(
            board, starts_at=NOW + first * DAY, ends_at=NOW + last * DAY, reason=reason, by=house.mod, at=at
        )

    return one


@pytest.fixture
def cut(house):
    return lambda pause, *, on: cut_pause(pause, board=house.board, by=house.mod, at=NOW + on * DAY)


def due(idea):
    """In days from now."""
    rank = db.session.get_one(IdeaRank, idea.id, populate_existing=True)
    return (rank.answer_due - NOW) / DAY


def test_a_pause_gives_its_time_to_what_is_due_after_it_begins(house, make, pause):
    old, new = make.idea(at=NOW - 10 * DAY), make.idea("Another thing altogether", by=house.ben)
    elsewhere = make.idea("Something on another board", by=house.mod, board=house.inner_board)

    pause(6, 9)

    assert [due(idea) for idea in (old, new, elsewhere)] == [4, 17, 14]


def test_late_ones_stay_late(house, make, pause):
    late = make.idea(at=NOW - 20 * DAY)

    pause(0, 30)

    assert due(late) == -6


def test_a_due_that_is_pushed_into_the_next_pause_waits_there_too(house, make, pause):
    idea = make.idea()
    pause(15, 20)
    assert due(idea) == 14

    pause(3, 5)

    assert due(idea) == 21


def test_a_pause_that_is_cut_gives_the_rest_back(house, make, pause, cut):
    idea = make.idea()
    holiday = pause(5, 15)
    during = make.idea("Something in the middle", by=house.ben, at=NOW + 6 * DAY)
    assert (due(idea), due(during)) == (24, 29)

    cut(holiday, on=8)

    assert (due(idea), due(during)) == (17, 22)
    assert (holiday.ends_at, holiday.over_at) == (NOW + 15 * DAY, NOW + 8 * DAY)


def test_a_pause_that_is_called_off_gives_everything_back(house, make, pause, cut):
    idea = make.idea()
    holiday = pause(5, 15)

    cut(holiday, on=1)

    assert due(idea) == 14
    assert holiday.over_at == holiday.starts_at
    pause(4, 8)  # its place is free


def test_what_became_late_in_spite_of_a_pause_stays_late_when_it_is_cut(house, make, pause, cut):
    late = make.idea(at=NOW - 12 * DAY)
    holiday = pause(3, 10)

    cut(holiday, on=6)

    assert due(late) == 2


def test_ideas_that_nobody_sees_get_the_time_too(house, make, pause):
    idea = make.idea()
    make.withdraw(idea, at=NOW)

    pause(6, 9)

    assert due(idea) == 17


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (5, 5), (5, 4), (0, 60.01), (367, 368)])
def test_a_pause_that_can_not_be_is_refused(house, make, pause, first, last):
    idea = make.idea()

    with pytest.raises(BadPause):
        pause(first, last)

    assert due(idea) == 14
    assert db.session.scalars(select(AnswerPause)).all() == []


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_a_pause_says_why(house, pause, reason):
    with pytest.raises(BadPause):
        pause(0, 5, reason=reason)


@pytest.mark.parametrize(("first", "last"), [(5, 10), (4, 6), (9, 12), (1, 20), (6, 7)])
def test_pauses_of_a_board_do_not_overlap(house, pause, first, last):
    pause(5, 10)

    with pytest.raises(PauseOverlaps):
        pause(first, last)


def test_pauses_may_follow_one_another_and_another_board_has_its_own(house, make, pause):
    idea = make.idea()
    pause(5, 10)
    pause(10, 12)
    pause(3, 5)
    pause(5, 10, board=house.inner_board)

    assert due(idea) == 14 + 5 + 2 + 2


def test_what_is_over_can_not_be_ended(house, pause, cut):
    holiday = pause(0, 5)

    with pytest.raises(PauseIsOver):
        cut(holiday, on=5)
    cut(holiday, on=2)
    with pytest.raises(PauseIsOver):
        cut(holiday, on=3)

    assert holiday.over_at == NOW + 2 * DAY


def test_a_cut_pause_leaves_room_for_another_at_once(house, pause, cut, make):
    idea = make.idea()
    cut(pause(0, 10), on=2)

    add_pause(
        house.board, starts_at=NOW + 2 * DAY, ends_at=NOW + 3 * DAY, reason="Once more", by=house.mod, at=NOW + 2 * DAY
    )

    assert due(idea) == 17


def test_pausing_and_cutting_are_on_record(house, pause, cut, rows):
    cut(pause(0, 10), on=2)

    kinds = ("pause.added", "pause.cut")
    told = db.session.scalars(select(Activity).where(Activity.kind.in_(kinds)).order_by(Activity.id)).all()
    assert [(activity.kind, activity.account_id, activity.board_id) for activity in told] == [
        ("pause.added", house.mod.id, house.board.id),
        ("pause.cut", house.mod.id, house.board.id),
    ]
    assert [entry.kind for entry in rows(AuditEntry, AuditEntry.kind.in_(kinds))] == list(kinds)


def test_the_pause_in_force_is_found_by_board(house, pause, cut):
    holiday = pause(2, 5)
    pause(0, 9, board=house.inner_board)
    boards = [house.board.id, house.members_board.id]

    def running(day):
        return {board_id: pause.id for board_id, pause in running_pauses(boards, at=NOW + day * DAY).items()}

    assert [running(1), running(2), running(4.9), running(5)] == [
        {},
        {house.board.id: holiday.id},
        {house.board.id: holiday.id},
        {},
    ]
    cut(holiday, on=3)
    assert [running(2.9), running(3)] == [{house.board.id: holiday.id}, {}]


def test_pauses_are_known_to_whoever_sees_the_board(house, pause):
    pause(0, 5, board=house.inner_board)
    boards = [house.board.id, house.inner_board.id]

    assert [len(known_pauses(viewer_for(house.brand, who), boards)) for who in (None, house.ben, house.ana)] == [
        0,
        0,
        1,
    ]


def test_only_hosts_of_the_board_find_a_pause_to_end(house, pause):
    inner, outer = pause(0, 5, board=house.inner_board), pause(0, 5)

    def found(person):
        viewer = viewer_for(house.brand, person)
        return [one for one in (inner, outer) if find_pause(viewer, one.id)]

    assert found(house.partner) == [outer]
    assert found(house.mod) == [inner, outer]
    assert found(house.ana) == found(None) == []
