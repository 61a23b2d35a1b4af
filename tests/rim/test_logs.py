"""Logs: one line a request, its id kept, no secret and no escape sequence in it."""

import json

import pytest
import structlog

from ideas.base.settings import Settings
from ideas.rim import logs


@pytest.fixture(autouse=True)
def _as_before():
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture
def lines(make_app, app, capsys):
    """`lines(path, headers)`: what the log says of one request, as JSON."""

    def ask(path, headers=None):
        visitor = make_app().test_client()
        logs.configure(Settings(env="test", log_format="json"))
        capsys.readouterr()
        visitor.get(path, headers=headers)
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return ask


def test_a_request_is_one_line_with_its_id(lines):
    [line] = lines("/no/such/page?token=secret", {"X-Request-Id": "abcdefgh-1"})

    assert (line["event"], line["method"], line["path"], line["status"]) == ("request", "GET", "/no/such/page", 404)
    assert line["request_id"] == "abcdefgh-1"
    assert "secret" not in str(line)


@pytest.mark.parametrize("given", ["short", "x" * 65, "has space1", "new\nline123", "é" * 10])
def test_an_id_that_could_fool_a_reader_is_replaced(visitor, given):
    try:
        response = visitor.get("/healthz", headers={"X-Request-Id": given})
    except ValueError:
        return  # Not even a test client sends a line end in a header.

    assert response.headers["X-Request-Id"] != given
    assert len(response.headers["X-Request-Id"]) == 16


def test_a_secret_in_an_address_is_not_logged(lines):
    secret = "s" * 43

    for path in (f"/sign-in/link/{secret}", f"/unsubscribe/{secret}", f"/no/such/{secret}"):
        assert secret not in str(lines(path)), path


def test_escape_sequences_reach_no_terminal(capsys):
    logs.configure(Settings(env="test", log_format="console"))
    structlog.get_logger().warning("odd", path="/\x1b[31mred\x07\r\nline", long="x" * 5000)
    written = capsys.readouterr().err

    assert "\x1b[31mred" not in written
    assert "\x07" not in written
    assert written.count("\n") == 1
    assert len(written) < 1500


def test_health_checks_and_static_files_are_not_logged(lines, app):
    assert lines("/healthz") == []
    assert lines(f"/static/{app.extensions['assets'].release}/css/app.css") == []
