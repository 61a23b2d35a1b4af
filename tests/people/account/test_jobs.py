"""What the worker does for accounts."""

import pytest

from ideas.people.account.models import AccountSession, AccountToken

pytestmark = pytest.mark.engines


def test_old_tokens_and_sessions_are_deleted_and_living_ones_kept(app, visitor, client_for, ana, rows, run_jobs, later):
    client_for(ana)
    visitor.send("/sign-in/mail", {"email": "ana@example.com"})
    run_jobs()
    kept = (len(rows(AccountToken)), len(rows(AccountSession)))
    later(hours=25)
    run_jobs()
    token_gone = (len(rows(AccountToken)), len(rows(AccountSession)))
    later(days=90)
    run_jobs()

    assert kept == (1, 1)
    assert token_gone == (0, 1)
    assert (len(rows(AccountToken)), len(rows(AccountSession))) == (0, 0)


def test_a_sent_mail_keeps_no_link(visitor, ana, mails, run_jobs):
    visitor.send("/sign-in/mail", {"email": "ana@example.com"})
    run_jobs()

    [mail] = mails()
    assert (mail.text, mail.html, mail.outcome) == ("", "", "sent")
