"""Mails that wait, and workers that send them to a server of the test's own."""

from email import message_from_string, policy
from threading import Thread

import pytest

from ideas.base import clock
from ideas.base.db import db, writing
from ideas.spine.mail.actions import post
from ideas.spine.mail.jobs import MAIL
from ideas.spine.mail.models import Mail
from ideas.spine.outbox.rules import LEASE, Lane
from ideas.spine.outbox.runner import Outbox
from tests.databases import clean_app
from tests.spine.outbox.smtp import running_server


@pytest.fixture
def server():
    """A mail server."""
    with running_server() as server:
        yield server


@pytest.fixture
def mailing_app(make_app, server):
    """An app, on an empty database, that sends its mails to the server."""
    app = make_app(smtp_host="127.0.0.1", smtp_port=server.port, smtp_security="none")
    yield from clean_app(app)


@pytest.fixture
def put(mailing_app):
    """`put("Hello", lane=Lane.BULK)`: post a mail, committed; returns its id."""

    def put_one(subject, lane=Lane.PROMPT, brand_id=0, headers=None):
        with mailing_app.app_context(), writing():
            mail = post(
                "test",
                to="ana@example.com",
                subject=subject,
                text="Hello",
                at=clock.now(),
                gated=False,
                lane=lane,
                brand_id=brand_id,
                headers=headers,
            )
            assert mail is not None
            return mail.id

    return put_one


@pytest.fixture
def work(mailing_app):
    """`work(seconds=9)`: let one worker, or more, send what is due; `lease` as in production, or shorter."""

    def run(seconds=30.0, workers=1, lease=LEASE):
        def run_one():
            with mailing_app.app_context():
                Outbox([MAIL], lease=lease).work(seconds)

        threads = [Thread(target=run_one) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return run


@pytest.fixture
def subjects(server):
    """`subjects()`: what the server has accepted, in order."""
    return lambda: [message_from_string(text, policy=policy.default)["Subject"] for text in server.delivered]


@pytest.fixture
def mail_of(mailing_app):
    """`mail_of(id)`: the mail as the database has it now."""

    def read(mail_id):
        with mailing_app.app_context():
            return db.session.get_one(Mail, mail_id)

    return read
