"""An error page asks the database for nothing: it opens when the database is busy or gone."""

import contextlib

import pytest
from flask import abort, g
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from ideas.base.db import db, sqlite
from ideas.base.refusal import Forbidden, Refusal
from ideas.rim.access import public
from ideas.rim.writing import writing
from tests.clients import signed_in_client

SCRIPT = {"HX-Request": "true"}
ERRORS = {
    "refusal": Refusal("Not like this."),
    "forbidden": Forbidden("Not you."),
    "stale form": CSRFError(),
    "overtaken": IntegrityError("UPDATE", {}, Exception("taken")),
    "gone": StaleDataError(),
    "busy": OperationalError("SELECT 1", {}, Exception("database is locked")),
    "no connection": PoolTimeout(),
    "fault": RuntimeError("boom"),
}


def fail(app, error):
    """Let /acme/no change and flush what error pages show, and then raise this."""

    def view():
        with writing():
            g.brand.name = "Never saved"
            db.session.flush()
            raise error

    app.add_url_rule("/<brand>/no", "no.show", public(view), methods=["GET", "POST"])
    app.add_url_rule("/<brand>/away", "away.show", public(lambda: abort(404)))
    return app


@pytest.mark.parametrize("headers", [{}, SCRIPT])
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_an_error_page_asks_for_nothing(make_app, app, cast, error, headers):
    """Whatever it asked for would make it fail: `tests/conftest.py` sees to that."""
    ana = signed_in_client(fail(make_app(), error), cast.ana)

    answer = ana.send("/acme/no", headers=headers)

    assert answer.status_code in (400, 403, 409, 422, 500, 503)
    assert ("Our mistake" in answer.text) is (answer.status_code == 500 and not headers)


@pytest.mark.parametrize(("path", "status"), [("/acme/no", 403), ("/acme/away", 404), ("/acme/nowhere/at/all", 404)])
def test_it_shows_the_brand_and_the_person_as_they_were(make_app, app, cast, path, status):
    ana = signed_in_client(fail(make_app(), Forbidden("Not you.")), cast.ana)

    answer = ana.send(path) if path == "/acme/no" else ana.get(path)

    assert answer.status_code == status
    assert cast.brand.name in answer.text
    assert cast.ana.display_name in answer.text
    assert "Never saved" not in answer.text


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_somebody_signed_in_is_told_when_the_database_is_locked(
    app, client_for, cast, idea, on_postgres, headers, monkeypatch
):
    monkeypatch.setattr("ideas.base.db.engine.BUSY_SECONDS", 0)
    ana = client_for(cast.ana)
    if on_postgres:
        return
    with contextlib.closing(sqlite.connect(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))) as writer:
        writer.execute("BEGIN IMMEDIATE")

        answer = ana.send(f"/acme/ideas/{idea.number}/vote", headers=headers)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Your change was not saved." in answer.text


@pytest.mark.parametrize("headers", [{}, SCRIPT])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_somebody_signed_in_is_told_when_postgresql_is_down(all_databases, method, headers):
    app = all_databases.new_app("postgresql://nobody@127.0.0.1:1/none")
    ana = signed_in_client(app, None)
    with ana.session_transaction() as session:
        session.update(_user_id="somebody", _fresh=True)

    answer = ana.send("/acme/ideas", headers=headers) if method == "POST" else ana.get("/acme/ideas", headers=headers)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Your change was not saved." in answer.text
