"""`flask outbox`: the operator sees, tries again and gives up what is parked."""

from datetime import timedelta

import pytest

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.community.follow.models import News
from ideas.spine.activity.actions import record
from ideas.spine.activity.models import Activity
from ideas.spine.mail.actions import post
from ideas.spine.mail.models import Mail


@pytest.fixture
def parked(app, cast):
    """One parked row of each kind, and a mail that waits; returns the ids of the activity, the parked mail and the waiting one."""
    now = clock.now()
    with app.app_context(), brand_scope(cast.brand.id), writing():
        activity = record("brand.updated", brand_id=cast.brand.id, by=None, at=now)
        activity.parked_at, activity.failures, activity.problem = now, 9, "ValueError"
        mail = post("test", to="ana@example.com", subject="Private words", text="More", at=now, gated=False)
        mail.parked_at, mail.failures, mail.outcome = now, 9, "(550, b'no …@example.com')"
        other = post("test", to="ana@example.com", subject="Waits", text="More", at=now, gated=False)
        db.session.add(
            News(brand_id=cast.brand.id, activity_id=activity.id, next_at=now, parked_at=now, failures=9, after_id=0)
        )
        return activity.id, mail.id, other.id


@pytest.fixture
def outbox(app):
    """`outbox("show")`: run the command; returns its exit code and what it printed."""

    def run(*words):
        result = app.test_cli_runner().invoke(args=["outbox", *words])
        return result.exit_code, result.output

    return run


def test_show_names_what_is_parked_and_nobodys_words(outbox, parked, cast):
    activity_id, mail_id, _ = parked

    code, printed = outbox("show")

    lines = [line.split("\t") for line in printed.splitlines()]
    brand = f"brand {cast.brand.id}"
    assert code == 0
    assert [line[:4] + line[5:] for line in lines if len(line) > 1] == [
        [f"activity:{activity_id}", "brand.updated", brand, "9 failures", "ValueError"],
        [f"mail:{mail_id}", "test", "no brand", "9 failures", "(550, b'no …@example.com')"],
        [f"news:{activity_id}", str(activity_id), brand, "9 failures", ""],
    ]
    assert [line[0] for line in lines if len(line) == 1] == ["activity: 1 parked", "mail: 1 parked", "news: 1 parked"]


def test_retry_lets_a_row_be_tried_again(outbox, parked, rows, run_jobs):
    activity_id, mail_id, _ = parked

    assert outbox("retry", f"mail:{mail_id}") == (0, f"Tried again: mail:{mail_id}.\n")

    (mail, _) = rows(Mail)
    assert (mail.failures, mail.parked_at) == (0, None)
    assert abs(mail.next_try_at - clock.now()) < timedelta(minutes=1)
    run_jobs()
    assert rows(Mail)[0].outcome == "sent"
    assert rows(Activity, Activity.id == activity_id)[0].parked_at is not None


def test_retry_takes_all(outbox, parked, rows):
    code, _ = outbox("retry", "--all")

    assert code == 0
    assert {row.parked_at for row in (*rows(Mail), *rows(News), *rows(Activity))} == {None}


def test_drop_gives_rows_up(outbox, parked, rows):
    activity_id, mail_id, _ = parked

    assert outbox("drop", "--all") == (0, f"Dropped: activity:{activity_id} mail:{mail_id} news:{activity_id}.\n")

    dropped, waiting = rows(Mail)
    assert (dropped.done_at is not None, dropped.text, waiting.done_at) == (True, "", None)
    assert rows(Activity, Activity.id == activity_id)[0].fanned_out_at is not None
    assert rows(News) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("retry",), 2, "Name rows as"),
        (("drop", "mail:1", "--all"), 2, "Name rows as"),
        (("drop", "letter:1"), 2, "letter:1 names no row"),
        (("drop", "mail:x"), 2, "mail:x names no row"),
        (("drop", "mail:{waiting}"), 1, "Not parked: mail:{waiting}"),
    ],
)
def test_what_names_no_parked_row_is_refused(outbox, parked, rows, words, code, said):
    waiting = parked[2]

    exit_code, printed = outbox(*(word.format(waiting=waiting) for word in words))

    assert exit_code == code
    assert said.format(waiting=waiting) in printed
    assert len([row for row in rows(Mail) if row.done_at is None]) == 2
