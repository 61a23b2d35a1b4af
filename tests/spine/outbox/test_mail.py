"""Mails through the outbox: the most urgent first, each delivered once, a bad one parked alone."""

import time
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import update

from ideas.base import clock
from ideas.base.db import db, writing
from ideas.spine.mail.jobs import MAIL
from ideas.spine.mail.models import Mail
from ideas.spine.outbox.claims import take
from ideas.spine.outbox.rules import FAILURES_MAX, Lane

HOSTILE = "=?utf-8?q?=FF?= Oat milk in every shop of the town, and in the ones outside of it, за всех и для всех"


def test_a_sign_in_mail_overtakes_news(put, work, subjects):
    for number in range(200):
        put(f"News {number}", lane=Lane.BULK)
    work(seconds=0.01)
    put("Sign in", lane=Lane.URGENT)
    before = len(subjects())

    work(seconds=0.01)

    assert 0 < before < 200
    assert subjects()[before] == "Sign in"


def test_brands_take_turns_in_a_lane(put, work, subjects):
    for number in range(5):
        put(f"One {number}", brand_id=1)
    put("Two", brand_id=2)
    put("Three", brand_id=3)

    work()

    assert subjects() == ["One 0", "Two", "Three", "One 1", "One 2", "One 3", "One 4"]


def test_two_workers_deliver_each_mail_once(put, work, server, subjects):
    """All mails together take far longer than a lease, one takes less."""
    server.seconds_per_mail = 0.2
    for number in range(20):
        put(f"News {number}")

    work(workers=2, lease=timedelta(seconds=1.5))

    assert sorted(subjects()) == sorted(f"News {number}" for number in range(20))


def test_the_lease_of_a_mail_that_takes_long_is_renewed(put, work, server, subjects, mail_of):
    """A second worker looks long after the lease would have run out."""
    server.seconds_per_mail = 4.0
    mail_id, lease = put("Slow"), timedelta(seconds=1.5)
    first = Thread(target=work, kwargs={"lease": lease})

    first.start()
    time.sleep(2.5)
    work(lease=lease)
    first.join()

    assert subjects() == ["Slow"]
    assert mail_of(mail_id).attempts == 1


def test_a_leased_row_is_not_taken_until_the_lease_runs_out(mailing_app, put):
    mail_id, now = put("Mine"), clock.now()

    with mailing_app.app_context():
        first = take(MAIL, mail_id, now=now)
        meanwhile = take(MAIL, mail_id, now=now + timedelta(seconds=59))
        later = take(MAIL, mail_id, now=now + timedelta(seconds=61))

    assert first is not None
    assert meanwhile is None
    assert later is not None


def test_a_crash_is_not_the_mails_failure(mailing_app, put, work, subjects, mail_of):
    mail_id = put("Survivor")
    long_ago = clock.now()
    with mailing_app.app_context():
        for crash in range(FAILURES_MAX + 3):
            assert take(MAIL, mail_id, now=long_ago + timedelta(minutes=2 * crash))
        with writing():
            db.session.execute(update(Mail).values(lease_until=long_ago))

    work()

    assert subjects() == ["Survivor"]
    assert (mail_of(mail_id).attempts, mail_of(mail_id).failures) == (FAILURES_MAX + 4, 0)


def test_what_the_server_accepted_is_sent_whatever_it_says_to_the_goodbye(put, work, server, subjects, mail_of):
    server.goodbye = "421 no more today"
    mail_id = put("Accepted")

    work()

    assert subjects() == ["Accepted"]
    assert (mail_of(mail_id).outcome, mail_of(mail_id).text, mail_of(mail_id).failures) == ("sent", "", 0)


def test_a_refused_mail_is_tried_again_later_and_parked_in_the_end(mailing_app, put, work, server, mail_of):
    server.refusal = "451 not now"
    mail_id = put("Unwanted")
    waits = []

    for _ in range(FAILURES_MAX):
        began = clock.now()
        work()
        waits.append(round((mail_of(mail_id).next_try_at - began).total_seconds()))
        assert mail_of(mail_id).parked_at is None or len(waits) == FAILURES_MAX
        with mailing_app.app_context(), writing():
            db.session.execute(update(Mail).values(next_try_at=began))

    mail = mail_of(mail_id)
    assert (mail.parked_at is not None, mail.done_at, mail.text) == (True, None, "Hello")
    assert "451" in mail.outcome
    assert [round(wait, -1) for wait in waits[3:]] == [320, 1280, 5120, 20480, 43200, 43200]
    server.refusal = ""
    work()
    assert server.delivered == []


@pytest.mark.parametrize("subject", [HOSTILE, "=?utf-8?q?=FF?=", "=?utf-8?b?SGVsbG8=?="])
def test_a_subject_that_looks_encoded_arrives_as_it_was_written(put, work, server, subjects, subject):
    put(subject)
    put("The next")

    work()

    assert subjects() == [subject, "The next"]
    assert all(len(line) <= 78 for text in server.delivered for line in text.splitlines())


def test_a_mail_that_cant_be_built_is_parked_at_once_and_alone(put, work, subjects, mail_of):
    bad = put("Bad", headers={"X-Thing": "one\ntwo"})
    for number in range(3):
        put(f"Good {number}")

    work()

    assert subjects() == ["Good 0", "Good 1", "Good 2"]
    assert (mail_of(bad).failures, mail_of(bad).parked_at is not None) == (1, True)
