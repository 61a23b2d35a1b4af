"""Every «no» is a page or a fragment with a sentence; what no page of ours sends is refused at the door."""

import pytest
from sqlalchemy.exc import OperationalError

from ideas.base.db import db
from ideas.base.refusal import Conflict, Forbidden, Refusal
from ideas.people.account.models import Account
from ideas.rim.writing import writing
from tests.clients import signed_in_client


def _raises(error):
    def view():
        raise error

    return view


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refusal("Not like this."), 422),
        (Forbidden("Not you."), 403),
        (Conflict("It moved."), 409),
        (OperationalError("SELECT 1", {}, Exception("database is locked")), 503),
        (RuntimeError("boom"), 500),
    ],
)
def test_an_error_is_a_page_and_a_fragment_for_scripts(toy, error, status):
    visitor = toy({"/no": _raises(error)}).test_client()

    page, fragment = visitor.get("/no"), visitor.get("/no", headers={"HX-Request": "true"})

    assert (page.status_code, fragment.status_code) == (status, status)
    assert "<h1" in page.text
    assert 'role="alert"' in fragment.text
    assert "<html" not in fragment.text
    assert page.headers["Cache-Control"] == fragment.headers["Cache-Control"] == "no-store"
    if isinstance(error, Refusal):
        assert error.sentence in page.text
        assert error.sentence in fragment.text
    else:
        assert "boom" not in page.text
        assert "locked" not in page.text
    assert ("Retry-After" in page.headers) is (status == 503)


def test_a_fault_names_its_place_in_the_log(toy, capsys):
    visitor = toy({"/no": _raises(RuntimeError("boom"))}).test_client()

    response = visitor.get("/no", headers={"X-Request-Id": "abc-12345678"})

    assert "abc-12345678" in response.text
    assert "RuntimeError: boom" in capsys.readouterr().err


def test_an_address_that_is_not_there(visitor):
    response = visitor.get("/no/such/page")

    assert response.status_code == 404
    assert "Nothing here" in response.text


def test_a_method_that_is_not_taken(visitor):
    response = visitor.send("/healthz")

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_body_that_is_too_large(visitor, cast):
    response = visitor.send("/sign-in", {"email": "x" * (256 * 1024 + 1)})

    assert response.status_code == 413
    assert "too much at once" in response.text


def test_a_form_of_too_many_parts(visitor, cast):
    response = visitor.post(
        "/sign-in", data={f"part-{number}": "x" for number in range(200)}, content_type="multipart/form-data"
    )

    assert response.status_code == 413


def test_an_address_that_is_too_long(visitor):
    assert visitor.get("/sign-in?next=" + "x" * 5000).status_code == 414


def test_a_body_that_is_packed(visitor):
    response = visitor.post("/sign-in", data=b"\x1f\x8b", headers={"Content-Encoding": "gzip"})

    assert response.status_code == 415


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1"])
def test_a_host_that_is_not_ours(visitor, host):
    response = visitor.get("/healthz", headers={"Host": host})

    assert response.status_code == 421


def test_a_form_without_its_token(visitor, cast, rows):
    response = visitor.post("/sign-in", data={"email": "ana@example.com"})

    assert response.status_code == 400
    assert "open too long" in response.text


def test_a_form_with_somebody_elses_token(client_for, cast):
    theirs = client_for(cast.ben).form_token()
    ana = client_for(cast.ana)
    with ana.session_transaction() as session:
        session["csrf_token"] = "1" * 40

    assert ana.post("/me/sessions/others/delete", data={"csrf_token": theirs}).status_code == 400


def test_a_token_in_a_header_is_as_good(client_for, cast):
    ana = client_for(cast.ana)

    response = ana.post("/me/sessions/others/delete", headers={"X-CSRFToken": ana.form_token()})

    assert response.status_code in (200, 302, 303)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://localhost.evil.example"}, 403),
    ],
)
def test_a_form_sent_from_another_site_changes_nothing(client_for, cast, headers, status):
    ana = client_for(cast.ana)

    response = ana.send("/sign-out", headers=headers)

    assert response.status_code == status
    assert (ana.get("/me").status_code == 200) is (status == 403)


def test_an_error_leaves_nothing_behind(toy, rows):
    def view():
        from ideas.base import clock

        with writing():
            db.session.add(
                Account(email="x@example.com", email_key="x@example.com", display_name="X", created_at=clock.now())
            )
            db.session.flush()
            raise RuntimeError

    client = signed_in_client(toy({"/no": view}), None)

    assert client.send("/no").status_code == 500
    assert rows(Account) == []
