"""A request reads; an act is a transaction of its own."""

import contextlib

import pytest
from flask import redirect
from sqlalchemy.exc import DBAPIError

from ideas.base import clock
from ideas.base.db import db, sqlite
from ideas.base.refusal import Refusal
from ideas.people.account.models import Account
from ideas.rim.writing import writing
from ideas.spine.job.queue import wake
from tests.clients import signed_in_client


def _add() -> None:
    db.session.add(Account(email="x@example.com", email_key="x@example.com", display_name="X", created_at=clock.now()))
    db.session.flush()
    wake(db.session())


def _acts_then(status):
    def view():
        with writing():
            _add()
        return ("done", status) if status < 300 or status >= 400 else redirect("/", status)

    return view


def _refuses():
    with writing():
        _add()
        raise Refusal("No.")


def _spends_the_try():
    """What is refused inside the block and leaves it without an exception is kept."""
    with writing(), contextlib.suppress(Refusal):
        _add()
        raise Refusal("Wrong code.")
    return "wrong code", 422


@pytest.mark.parametrize(
    ("view", "kept"), [(_acts_then(200), True), (_acts_then(303), True), (_refuses, False), (_spends_the_try, True)]
)
def test_an_act_is_kept_unless_it_is_refused(toy, rows, view, kept):
    app = toy({"/do": view})

    signed_in_client(app, None).send("/do")

    assert len(rows(Account)) == kept


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_changes_nothing_outside_of_an_act(toy, rows, method):
    refused = []

    def view():
        with pytest.raises(DBAPIError) as error:
            _add()
        refused.append(error.value)
        db.session.rollback()
        return "done"

    client = signed_in_client(toy({"/do": view}), None)
    client.open("/do", method=method, data={"csrf_token": client.form_token()} if method == "POST" else None)

    assert len(refused) == 1
    assert rows(Account) == []


@pytest.mark.parametrize(("view", "woken"), [(_acts_then(200), True), (_refuses, False)])
def test_the_jobs_are_woken_only_by_what_was_kept(toy, view, woken):
    app = toy({"/do": view})

    signed_in_client(app, None).send("/do")

    assert app.extensions["queue"].forget_wake() is woken


def _reads():
    db.session.execute(db.select(Account)).all()
    return "done"


@pytest.mark.parametrize(("view", "status"), [(_reads, 200), (_acts_then(200), 503)])
def test_only_an_act_waits_for_who_writes(toy, database_url, on_postgres, monkeypatch, view, status):
    """On SQLite a form that is only read, such as a preview, would otherwise wait for every writer."""
    monkeypatch.setattr("ideas.base.db.engine.BUSY_SECONDS", 0)
    client = signed_in_client(toy({"/do": view}), None)
    form = {"csrf_token": client.form_token()}
    with contextlib.ExitStack() as stack:
        if not on_postgres:
            writer = stack.enter_context(contextlib.closing(sqlite.connect(database_url.removeprefix("sqlite:///"))))
            writer.execute("BEGIN IMMEDIATE")
        answer = client.post("/do", data=form)

    assert answer.status_code == (200 if on_postgres else status)
