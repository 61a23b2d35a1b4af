"""The answer clock: until when an answer is promised, by days, by votes, and with pauses in between."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ideas.base.db import db
from ideas.community.board.answer_rule import BadAnswerRule, set_answer_rule
from ideas.community.board.rules import Pause, due_at, due_by_votes, moved_due
from ideas.community.idea.actions import set_visibility, submit_idea
from ideas.community.idea.answer_clock import start_clock
from ideas.community.idea.models import IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.pause.actions import add_pause
from tests.cast import NOW

DAY = timedelta(days=1)
START = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def at(day, hour=0):
    return datetime(2026, 12, 1, tzinfo=UTC) + timedelta(days=day - 1, hours=hour)


# --- the arithmetic --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ((), at(15, 9.5)),
        ((Pause(at(20), at(24)),), at(15, 9.5)),
        ((Pause(at(10), at(13)),), at(18, 9.5)),
        ((Pause(at(10), at(13)), Pause(at(17), at(20))), at(21, 9.5)),
        ((Pause(at(17), at(20)), Pause(at(10), at(13))), at(21, 9.5)),
        ((Pause(at(-9), at(1)),), at(15, 9.5)),
        ((Pause(at(-9), at(4)),), at(18)),
        ((Pause(at(15, 9.5), at(20)),), at(15, 9.5)),
        ((Pause(at(15, 9), at(20)),), at(20, 0.5)),
    ],
    ids=["none", "after it", "within", "two", "any order", "over before", "begins within", "at its end", "just before"],
)
def test_a_due_is_so_many_days_of_running_clock_away(pauses, due):
    assert due_at(START, 14, pauses) == due


def test_the_days_are_counted_in_hours_not_in_calendar_days():
    assert due_at(START, 1, ()) == START + DAY
    assert due_by_votes(START, (Pause(at(2), at(5)),)) == START + 4 * DAY


def _apart(marks):
    """Pauses that do not overlap, from times in hours."""
    times = sorted(set(marks))
    return [Pause(at(1, first), at(1, last)) for first, last in zip(times[::2], times[1::2], strict=False)]


many_pauses = st.lists(st.integers(0, 2_000), min_size=4, max_size=10, unique=True).map(_apart)


@given(many_pauses, st.integers(0, 1_000), st.integers(1, 60), st.data())
def test_a_new_pause_moves_dues_to_where_they_had_been_with_it_from_the_start(pauses, start, days, data):
    new = data.draw(st.sampled_from(pauses))
    others, begin = [pause for pause in pauses if pause is not new], at(1, start)
    assume(new.starts_at >= begin)  # a pause does not begin in the past
    due = due_at(begin, days, others)

    assert moved_due(due, since=new.starts_at, before=others, after=pauses) == due_at(begin, days, pauses)


@given(many_pauses, st.integers(0, 1_000), st.integers(1, 60), st.data())
def test_a_pause_that_is_cut_gives_back_exactly_the_rest(pauses, start, days, data):
    long = data.draw(st.sampled_from(pauses))
    hours = (long.over_at - long.starts_at) // timedelta(hours=1)
    cut = long.starts_at + timedelta(hours=data.draw(st.integers(0, hours)))
    begin = at(1, start)
    assume(cut >= begin)  # what came after the cut never knew of the rest
    due = due_at(begin, days, pauses)
    shorter = [pause for pause in pauses if pause is not long] + [Pause(long.starts_at, cut)]

    assert moved_due(due, since=cut, before=pauses, after=shorter) == due_at(begin, days, shorter)


def test_what_was_due_before_stays():
    pause = Pause(at(10), at(13))

    assert moved_due(at(10), since=at(10), before=(), after=(pause,)) == at(10)
    assert moved_due(at(10, 1), since=at(10), before=(), after=(pause,)) == at(13, 1)


# --- ideas -----------------------------------------------------------------------------------------------------------


def clock_of(idea):
    rank = db.session.get_one(IdeaRank, idea.id, populate_existing=True)
    return rank.awaits_answer, rank.answer_due, rank.due_votes


def test_an_idea_waits_from_the_moment_it_is_public(house, make):
    idea = make.idea()

    assert clock_of(idea) == (True, NOW + 14 * DAY, 25)


def test_a_pending_idea_is_owed_nothing_until_it_is_approved(house):
    idea = submit_idea(
        house.brand,
        board=house.board,
        title="Oat milk in every shop",
        body="",
        by=house.ana,
        at=NOW,
        held_because="first",
    )
    assert clock_of(idea) == (False, None, None)

    set_visibility(idea, Visibility.PUBLIC, at=NOW + 3 * DAY)

    assert clock_of(idea) == (True, NOW + 17 * DAY, 25)


def test_hiding_an_idea_gains_no_time(house, make):
    idea = make.idea()
    set_visibility(idea, Visibility.HIDDEN, at=NOW + DAY)
    assert clock_of(idea)[0] is False

    set_visibility(idea, Visibility.PUBLIC, at=NOW + 9 * DAY)

    assert clock_of(idea)[:2] == (True, NOW + 14 * DAY)


def test_an_answer_stops_the_clock_and_keeps_what_was_promised(house, make):
    idea = make.idea()
    make.answer(idea, at=NOW + 3 * DAY)

    assert clock_of(idea)[0] is False
    assert idea.answer_was_due == NOW + 14 * DAY


def test_enough_votes_bring_the_answer_forward_once(house, make):
    set_answer_rule(house.board, days=14, votes=3, by=house.owner, at=NOW)
    idea = make.idea()
    make.vote(idea, house.ben, at=NOW + DAY)
    assert clock_of(idea)[1:] == (NOW + 14 * DAY, 3)

    make.vote(idea, house.mod, at=NOW + 2 * DAY)
    assert clock_of(idea) == (True, NOW + 3 * DAY, None)

    make.vote(idea, house.owner, at=NOW + 9 * DAY)
    assert clock_of(idea) == (True, NOW + 3 * DAY, None)


def test_votes_never_put_an_answer_off(house, make):
    set_answer_rule(house.board, days=2, votes=2, by=house.owner, at=NOW)
    idea = make.idea()

    make.vote(idea, house.ben, at=NOW + 1.5 * DAY)

    assert clock_of(idea)[1] == NOW + 2 * DAY


def test_an_idea_that_has_the_votes_when_it_is_asked_again_is_due_in_a_day(house, make):
    set_answer_rule(house.board, days=14, votes=2, by=house.owner, at=NOW)
    idea = make.idea()
    make.vote(idea, house.ben)
    make.answer(idea, at=NOW + DAY)

    idea.reopened_at = NOW + 90 * DAY
    start_clock(idea, at=NOW + 90 * DAY)

    assert clock_of(idea) == (True, NOW + 91 * DAY, None)


def test_another_rule_is_for_ideas_that_come_later(house, make):
    before = make.idea("An idea by the old rule")

    set_answer_rule(house.board, days=3, votes=None, by=house.owner, at=NOW)
    after = make.idea("Something else entirely", by=house.ben)

    assert clock_of(before) == (True, NOW + 14 * DAY, 25)
    assert clock_of(after) == (True, NOW + 3 * DAY, None)


def test_another_rule_neither_hurries_nor_frees_what_was_promised_for_its_votes(house, make):
    set_answer_rule(house.board, days=14, votes=2, by=house.owner, at=NOW)
    idea = make.idea()
    set_answer_rule(house.board, days=14, votes=None, by=house.owner, at=NOW)

    make.vote(idea, house.ben, at=NOW + DAY)

    assert clock_of(idea)[1] == NOW + 2 * DAY


@pytest.mark.parametrize(("days", "votes"), [(0, None), (366, None), (-1, None), (14, 1), (14, 10_001), (14, 0)])
def test_a_rule_that_means_nothing_is_refused(house, days, votes):
    with pytest.raises(BadAnswerRule):
        set_answer_rule(house.board, days=days, votes=votes, by=house.owner, at=NOW)

    assert (house.board.answer_days, house.board.answer_votes) == (14, 25)


def test_an_idea_that_comes_in_a_pause_has_its_days_from_the_end_of_it(house, make):
    add_pause(house.board, starts_at=NOW, ends_at=NOW + 10 * DAY, reason="Holidays", by=house.mod, at=NOW)

    idea = make.idea(at=NOW + 4 * DAY)

    assert clock_of(idea)[1] == NOW + 24 * DAY
