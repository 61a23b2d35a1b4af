"""The job that looks at votes: what it finds, what it costs when nothing came, and what it forgets."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.people.account.models import Account
from ideas.trust.fraud.jobs import forget_old_evidence, watch_votes
from ideas.trust.fraud.models import VoteAlert, VoteWatch
from ideas.trust.fraud.rules import Signal


@pytest.fixture
def at(monkeypatch):
    """`at(moment)`: set the clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def watch(app, at):
    """`watch(moment)`: let the job run then."""

    def run(moment):
        at(moment)
        with app.app_context():
            return watch_votes()

    return run


def test_a_farm_in_one_network_is_held_by_the_next_run_and_told_once(watch, idea, crowd, now, rows):
    watch(now)
    crowd(idea, 9, at=now, network="a" * 32)

    watch(now + timedelta(minutes=10))
    watch(now + timedelta(minutes=11))

    (alert,) = rows(VoteAlert)
    assert (alert.signal, alert.idea_id, alert.held_count) == (Signal.NETWORK, idea.id, 4)
    assert len(rows(Vote, Vote.state == VoteState.UNDER_REVIEW, Vote.alert_id == alert.id)) == 4


def test_what_goes_on_is_held_into_the_same_alert(watch, idea, crowd, now, rows):
    crowd(idea, 9, at=now, network="a" * 32)
    watch(now + timedelta(minutes=10))
    crowd(idea, 3, at=now + timedelta(hours=2), network="a" * 32)

    watch(now + timedelta(hours=2, minutes=5))

    (alert,) = rows(VoteAlert)
    assert alert.held_count == 7
    assert alert.evidence["people"] == 12


def test_a_crowd_of_new_accounts_is_held_and_one_that_a_page_sent_is_not(watch, make, crowd, now, rows):
    farmed, loved = make.idea("Wanted by a farm, it seems"), make.idea("Wanted by a forum, it seems")
    crowd(farmed, 30, at=now, age=timedelta(days=1), apart=timedelta(seconds=10))
    crowd(loved, 40, at=now, age=timedelta(days=1), apart=timedelta(seconds=10), referrer="forum.example")
    crowd(loved, 10, at=now, apart=timedelta(seconds=30), referrer="forum.example")
    # So that young accounts are not the rule here.
    crowd(make.idea("Wanted by everybody"), 200, at=now - timedelta(hours=20), apart=timedelta(minutes=5))

    watch(now + timedelta(minutes=9))

    assert {(alert.idea_id, alert.signal) for alert in rows(VoteAlert)} == {
        (farmed.id, Signal.YOUNG_CROWD),
        (loved.id, Signal.CAMPAIGN),
    }
    assert {vote.idea_id for vote in rows(Vote, Vote.state == VoteState.UNDER_REVIEW)} == {farmed.id}


def test_clones_are_held_but_for_the_oldest_and_so_is_what_they_do_later(app, watch, make, crowd, now, rows):
    wanted = [make.idea(f"One of many wishes, number {n}") for n in range(9)]
    dull = [make.idea(f"One of the others, number {n}") for n in range(9)]
    sybils = [make.member(at=now - timedelta(days=30, hours=n)) for n in range(4)]
    honest = [make.member(at=now - timedelta(days=1, hours=5 * n)) for n in range(12)]
    _verify(app, [*sybils, *honest])
    for moment, ideas, people in ((now, wanted, sybils), (now - timedelta(hours=2), dull, honest)):
        for step, person in enumerate(people):
            for one in ideas:
                make.vote(one, person, at=moment + timedelta(minutes=step))

    watch(now + timedelta(minutes=15))
    make.vote(dull[0], sybils[0], at=now + timedelta(minutes=20))
    watch(now + timedelta(minutes=21))

    (alert,) = rows(VoteAlert)
    held = rows(Vote, Vote.state == VoteState.UNDER_REVIEW)
    assert alert.signal is Signal.CLONES
    assert alert.evidence["spared"] == sybils[3].id
    assert {vote.account_id for vote in held} == {person.id for person in sybils[:3]}
    assert len(held) == 28


def test_where_no_vote_came_the_job_asks_once_and_writes_nothing(app, watch, at, idea, crowd, now, count_queries):
    crowd(idea, 9, at=now, network="a" * 32)
    watch(now + timedelta(minutes=10))
    at(now + timedelta(minutes=11))

    with app.app_context(), count_queries() as queries:
        watch_votes()

    assert len(queries) == 1


def test_the_number_of_queries_does_not_grow_with_the_votes(app, at, make, idea, crowd, now, count_queries):
    def cost(size: int, moment) -> int:
        crowd(idea, size, at=moment)
        at(moment + timedelta(minutes=30))
        with app.app_context(), count_queries() as queries:
            watch_votes()
        return len(queries)

    cost(1, now)

    assert cost(3, now + timedelta(hours=2)) == cost(15, now + timedelta(hours=4))


def test_another_brand_is_looked_at_on_its_own(app, watch, make, idea, rival, rival_board, stranger, crowd, now, rows):
    theirs = make.idea("A tea that is no coffee", brand=rival, board=rival_board, by=stranger)
    crowd(idea, 4, at=now, network="a" * 32)
    people = [make.account(at=now) for _ in range(5)]
    _verify(app, people)
    with make.at_work(rival):
        from ideas.community.vote.actions import cast_vote

        for person in people:
            cast_vote(theirs, by=person, at=now, network="a" * 32)

    watch(now + timedelta(minutes=9))

    assert rows(VoteAlert) == []
    assert len(rows(VoteWatch)) == 2


def test_networks_and_referrers_are_forgotten_after_ninety_days(app, at, watch, make, idea, crowd, now, rows):
    people = crowd(idea, 9, at=now, network="a" * 32, referrer="forum.example")
    with make.at_work():
        db.session.execute(update(Account).where(Account.id == people[0].id).values(network="b" * 32))
    watch(now + timedelta(minutes=10))

    def forget(after: timedelta) -> None:
        at(now + after)
        with app.app_context():
            forget_old_evidence()

    forget(timedelta(days=89))
    assert len(rows(Vote, Vote.network.is_not(None), Vote.referrer.is_not(None))) == 9
    crowd(idea, 2, at=now + timedelta(days=89), network="c" * 32)

    forget(timedelta(days=91))
    forget(timedelta(days=92))

    assert {vote.network for vote in rows(Vote)} == {None, "c" * 32}
    assert rows(Vote, Vote.referrer.is_not(None)) == []
    assert [alert.key for alert in rows(VoteAlert)] == [f"forgotten:{alert.id}" for alert in rows(VoteAlert)] != []


def test_where_somebody_signed_up_is_forgotten_too(app, at, watch, make, idea, crowd, now, reload):
    people = crowd(idea, 2, at=now, age=timedelta(0))
    with make.at_work():
        db.session.execute(update(Account).where(Account.id == people[0].id).values(network="b" * 32))
    watch(now + timedelta(minutes=10))

    at(now + timedelta(days=91))
    with app.app_context():
        forget_old_evidence()

    assert reload(people[0]).network is None


def _verify(app, people) -> None:
    from ideas.base.db import writing

    with app.app_context(), writing():
        for person in people:
            db.session.merge(person).verified_at = person.created_at
