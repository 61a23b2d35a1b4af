"""Fan-out through the outbox: a leased activity is not told, a late worker tells nothing, a poisonous one is parked."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db, every_brand, writing
from ideas.spine.activity.actions import record, untell
from ideas.spine.activity.fanout import FAN_OUT, fan_out
from ideas.spine.activity.models import Activity
from ideas.spine.mail.actions import post
from ideas.spine.mail.models import Mail
from ideas.spine.outbox.claims import Source, renew, take
from ideas.spine.outbox.rules import FAILURES_MAX, Lane
from ideas.spine.outbox.runner import Outbox
from ideas.spine.outbox.work import LeaseLost


@pytest.fixture
def told(app, monkeypatch):
    """The ids of the activities that the subscriber was told, in order. One of kind `brand.log_opened` is told in vain."""
    told = []

    def subscriber(activity):
        told.append(activity.id)
        if activity.kind == "brand.log_opened":
            raise ValueError("ana@example.com wrote this")

    subscribers = dict.fromkeys(("brand.updated", "brand.log_opened"), (subscriber,))
    monkeypatch.setitem(app.extensions, "subscribers", subscribers)
    return told


@pytest.fixture
def happen(make, cast):
    """`happen()`: record an activity, committed; returns its id."""

    def happen_now(kind="brand.updated", brand=None, **told):
        with make.at_work(brand or cast.brand):
            brand_id = (brand or cast.brand).id
            return record(kind, brand_id=brand_id, by=None, at=clock.now(), **told).id

    return happen_now


@pytest.fixture
def run(app):
    """`run()`: tell what waits, with as little patience as a worker has."""

    def run_now():
        with app.app_context():
            return Outbox([FAN_OUT]).work(seconds=30)

    return run_now


def let_time_pass(app):
    with app.app_context(), every_brand(), writing():
        db.session.execute(update(Activity).values(lease_until=clock.now()))


def test_a_leased_activity_is_not_told(app, happen, run, told):
    leased, free = happen(), happen()
    with app.app_context():
        assert take(FAN_OUT, leased, now=clock.now())

    run()

    assert told == [free]


def test_nobody_is_told_before_its_time(happen, run, told):
    happen(told_after=timedelta(seconds=12))

    assert run() == 0
    assert told == []


def test_a_worker_that_lost_its_lease_changes_nothing(app, happen, rows, monkeypatch):
    def posts(activity):
        post("test", to="ana@example.com", subject="Told", text="", at=clock.now(), gated=False)

    monkeypatch.setitem(app.extensions, "subscribers", {"brand.updated": (posts,)})
    activity_id, now = happen(), clock.now()
    with app.app_context():
        late = take(FAN_OUT, activity_id, now=now)
        prompt = take(FAN_OUT, activity_id, now=now + timedelta(seconds=61))
        with pytest.raises(LeaseLost):
            renew(late, now=now)
        with pytest.raises(LeaseLost):
            fan_out(late)
        assert rows(Mail) == []
        fan_out(prompt)

    assert len(rows(Mail)) == 1


def test_a_poisonous_activity_is_parked_and_the_others_are_told(app, happen, run, told, rows):
    bad, good = happen("brand.log_opened"), happen()

    for _ in range(FAILURES_MAX + 2):
        run()
        let_time_pass(app)

    assert told == [bad, good, *[bad] * (FAILURES_MAX - 1)]
    (parked,) = rows(Activity, Activity.id == bad)
    assert (parked.failures, parked.parked_at is not None, parked.problem) == (FAILURES_MAX, True, "ValueError")


def test_what_was_taken_can_be_made_untold_no_more(app, make, idea, run):
    now = clock.now()
    with make.at_work():
        record("brand.updated", brand_id=idea.brand_id, idea_id=idea.id, by=None, at=now)
    with app.app_context():
        source = Source(FAN_OUT, Lane.PROMPT)
        while source.claim(now):
            pass
    with make.at_work():
        assert untell(idea.id, ["brand.updated"], since=now, at=now) == 0


def test_brands_take_turns(happen, run, told, cast):
    first, second = happen(), happen()
    other = happen(brand=cast.rival)

    run()

    assert told == [first, other, second]


def test_finding_the_next_row_takes_as_many_queries_with_many_as_with_few(app, happen, cast, count_queries):
    def cost():
        with app.app_context(), count_queries() as queries:
            assert Source(FAN_OUT, Lane.PROMPT).claim(clock.now())
        return len(queries)

    happen()
    one = cost()
    for _ in range(3):
        happen()
        happen(brand=cast.rival)

    assert cost() == one == 2
