"""For tests of accounts: reading mails as people do, and moving the clock."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import structlog
from flask.sessions import SecureCookieSessionInterface

from ideas.base import clock
from ideas.base.db import db, writing
from ideas.people.account.actions import set_password
from ideas.people.account.models import Account
from ideas.people.account.passwords import hash_password
from tests.letters import PASSWORD, Letter, read_letter


@pytest.fixture
def letters(mails) -> Callable[[], list[Letter]]:
    """`letters()`: every mail so far, oldest first."""
    return lambda: [read_letter(mail) for mail in mails()]


@pytest.fixture
def letter(letters) -> Callable[[], Letter]:
    """`letter()`: the newest mail."""
    return lambda: letters()[-1]


@pytest.fixture
def give_password(app) -> Callable[..., None]:
    """`give_password(ana)`: from now on PASSWORD opens the account."""

    def give(person: Account, password: str = PASSWORD) -> None:
        with app.app_context(), writing():
            set_password(db.session.get_one(Account, person.id), hash_password(password))

    return give


@pytest.fixture
def later(monkeypatch) -> Callable[..., None]:
    """`later(minutes=11)`: the clock is that much further on."""

    def move(**distance: float) -> None:
        then: datetime = clock.now() + timedelta(**distance)
        monkeypatch.setattr(clock, "now", lambda: then)

    return move


@pytest.fixture
def who() -> Callable[..., str | None]:
    """`who(client)`: the address of the account that the client is signed in to."""

    def read(client) -> str | None:
        page = client.get("/me")
        found = re.search(r"<bdi>([^<]+@[^<]+)</bdi>", page.text)
        return found.group(1) if page.status_code == 200 and found else None

    return read


@pytest.fixture
def flashes(app) -> Callable[..., str]:
    """`flashes(answer)`: what the next page will say, read from the cookie that the answer sets."""

    def read(answer) -> str:
        cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("session="))
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        held = signer.loads(cookie.partition(";")[0].removeprefix("session="))
        return " ".join(text for _, text in held.get("_flashes", []))

    return read


@pytest.fixture
def log_lines() -> Iterator[Callable[[], Any]]:
    """`with log_lines() as lines: …`: what an app built with `log_level="DEBUG"` logs meanwhile, as dicts."""
    before = structlog.get_config()

    @contextmanager
    def capture() -> Iterator[list[Any]]:
        with structlog.testing.capture_logs() as lines:
            yield lines

    yield capture
    structlog.configure(**{**before, "wrapper_class": structlog.make_filtering_bound_logger(40)})


@pytest.fixture
def alike() -> Callable[..., None]:
    """`alike(known, unknown, …)`: two answers after two must be the same, but for the address, the tokens and the ids."""

    def compare(*answers) -> None:
        for known, unknown in zip(answers[::2], answers[1::2], strict=True):
            assert _stripped(known) == _stripped(unknown)

    return compare


def _stripped(answer) -> tuple[object, ...]:
    body = re.sub(r'(name="csrf_token" value=|"X-CSRFToken": ?)"[^"]*"', "", answer.text)
    body = body.replace("ana@example.com", "ADDRESS").replace("abc@example.com", "ADDRESS")
    headers = sorted(
        (name, value) for name, value in answer.headers if name not in ("Set-Cookie", "X-Request-Id", "Content-Length")
    )
    cookies = [re.sub(r"^([^=]+)=[^;]*", r"\1", value) for value in answer.headers.getlist("Set-Cookie")]
    return answer.status_code, body, headers, cookies, answer.headers.get("Content-Length")
