"""A request is a transaction."""

import contextlib

import pytest
from flask import g, redirect

from ideas.base import clock
from ideas.base.db import db, sqlite
from ideas.base.refusal import Refusal
from ideas.people.account.models import Account
from ideas.spine.job.queue import wake
from tests.clients import signed_in_client

pytestmark = pytest.mark.engines


def _add() -> None:
    db.session.add(Account(email="x@example.com", email_key="x@example.com", display_name="X", created_at=clock.now()))
    db.session.flush()
    wake(db.session())


def _answers(status):
    def view():
        _add()
        return ("done", status) if status < 300 or status >= 400 else redirect("/", status)

    return view


def _refuses():
    _add()
    raise Refusal("No.")


def _counts_the_try():
    g.keeps_changes = True
    _add()
    return "wrong code", 422


@pytest.mark.parametrize(
    ("view", "kept"),
    [
        (_answers(200), True),
        (_answers(201), True),
        (_answers(303), True),
        (_answers(400), False),
        (_answers(404), False),
        (_answers(409), False),
        (_answers(422), False),
        (_answers(500), False),
        (_refuses, False),
        (_counts_the_try, True),
    ],
)
def test_an_answer_under_400_commits_and_anything_else_rolls_back(toy, rows, view, kept):
    app = toy({"/do": view})

    signed_in_client(app, None).send("/do")

    assert len(rows(Account)) == kept


@pytest.mark.parametrize(("view", "woken"), [(_answers(200), True), (_answers(422), False), (_refuses, False)])
def test_the_jobs_are_woken_only_by_what_was_kept(toy, view, woken):
    app = toy({"/do": view})

    signed_in_client(app, None).send("/do")

    assert app.extensions["queue"].forget_wake() is woken


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", 503)])
def test_only_what_may_write_waits_for_who_writes(toy, database_url, on_postgres, monkeypatch, method, status):
    """On SQLite a reader that asked for the write lock would wait for every writer."""

    def view():
        db.session.execute(db.select(Account)).all()
        return "done"

    monkeypatch.setattr("ideas.base.db.BUSY_SECONDS", 0)
    client = signed_in_client(toy({"/do": view}), None)
    form = {"csrf_token": client.form_token()} if method == "POST" else None
    with contextlib.ExitStack() as stack:
        if not on_postgres:
            writer = stack.enter_context(contextlib.closing(sqlite.connect(database_url.removeprefix("sqlite:///"))))
            writer.execute("BEGIN IMMEDIATE")
        answer = client.open("/do", method=method, data=form)

    assert answer.status_code == (200 if on_postgres else status)
