"""Time limits: a page's, a job's, and none for commands and migrations, on the same connections. SQLite has none."""

import pytest
from sqlalchemy import text

from ideas.base.db import db
from ideas.base.limits import NONE, PAGE, time_limits
from ideas.rim.access import public

NAMES = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


@pytest.fixture
def app(make_app):
    """An app with a pool of its own, of one connection: everybody gets the one that somebody else had."""
    app = make_app()
    with app.app_context():
        db.engine.pool._pool.maxsize = 1
        db.engine.pool._max_overflow = 0
    return app


def limits_now():
    return tuple(db.session.execute(text(f"SHOW {name}")).scalar() for name in NAMES)


def test_pages_jobs_and_commands_take_turns_on_one_connection(app, on_postgres):
    if not on_postgres:
        return
    seen = {}
    app.add_url_rule("/limits", "limits.show", public(lambda: seen.update(page=limits_now()) or "seen"))
    app.extensions["queue"]._jobs = (lambda: seen.update(job=limits_now()) or 0,)

    @app.cli.command("limits")
    def _limits():
        seen.update(command=limits_now())

    for _ in range(2):
        seen.clear()
        assert app.test_client().get("/limits").status_code == 200
        app.extensions["queue"].work()
        app.test_cli_runner().invoke(args=["limits"])

        assert seen == {"page": ("5s", "2s", "10s"), "job": ("1min", "10s", "1min"), "command": ("0", "0", "0")}


def test_a_connection_is_told_only_what_is_new_to_it(app, on_postgres):
    if not on_postgres:
        return
    with app.app_context(), time_limits(PAGE):
        db.session.execute(text("SET statement_timeout = '7s'"))
        db.session.commit()

        assert limits_now()[0] == "7s", "it had a page's limits already: nothing was sent"
        db.session.rollback()

        with time_limits(NONE):
            assert limits_now()[0] == "0"


def test_a_limit_outlives_a_rollback(app, on_postgres):
    if not on_postgres:
        return
    with app.app_context(), time_limits(PAGE):
        db.session.execute(text("SELECT 1"))
        db.session.rollback()

        assert limits_now() == ("5s", "2s", "10s")


def test_a_page_is_cut_off_and_answered_with_try_again(app, on_postgres, monkeypatch):
    if not on_postgres:
        return
    monkeypatch.setattr("ideas.rim.transaction.PAGE", type(PAGE)(statement=50))
    app.add_url_rule("/slow", "slow.show", public(lambda: str(db.session.execute(text("SELECT pg_sleep(5)")).scalar())))

    answer = app.test_client().get("/slow")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
