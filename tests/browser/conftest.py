"""Fixtures for tests in a real browser: the real app on a port, and contexts of every width and colour scheme.

Every test in this folder is marked `browser`. A page is made with `open_page(person, width=390, dark=True)`;
what the browser's console complains of fails the test that caused it.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    sync_playwright,
)
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from ideas.base.db import db, writing
from ideas.people.account.actions import set_password
from ideas.people.account.models import Account
from ideas.people.account.passwords import hash_password
from tests.browsers import NoBrowser, launch
from tests.clients import session_cookie
from tests.databases import Databases, clean_app
from tests.letters import PASSWORD

HEIGHTS = {320: 640, 390: 844, 768: 1024, 1280: 900}


@pytest.fixture(autouse=True)
def _count_as_browser_test(request: pytest.FixtureRequest) -> None:
    request.node.user_properties.append(("ran in", "browser"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def _browser(playwright: Playwright) -> Iterator[Browser | str]:
    try:
        browser = launch(playwright)
    except NoBrowser as missing:
        yield str(missing)
        return
    yield browser
    browser.close()


@pytest.fixture
def browser(_browser: Browser | str) -> Browser:
    """A running Chromium; without one the test fails with one line that says how to get it."""
    if isinstance(_browser, str):
        pytest.fail(_browser, pytrace=False)
    return _browser


@pytest.fixture(scope="session")
def _sites(all_databases: Databases) -> Iterator[Callable[[str], Flask]]:
    """The app of each kind of database, served for the whole session on a free port by threads."""
    apps: dict[str, Flask] = {}
    servers: list[BaseWSGIServer] = []

    def serve(kind: str) -> Flask:
        if kind not in apps:
            port = _free_port()
            apps[kind] = all_databases.new_app(all_databases.url(kind), base_url="", port=port)
            servers.append(make_server("127.0.0.1", port, apps[kind], threaded=True, request_handler=_Quiet))
            threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return apps[kind]

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def app(request: pytest.FixtureRequest, database_kind: str, _sites: Callable[[str], Flask]) -> Iterator[Flask]:
    """The app that the browser sees, on an empty database, or on one with the cast where the test takes it."""
    yield from clean_app(_sites(database_kind), with_cast="cast" in request.fixturenames)


@pytest.fixture
def site(app: Flask) -> str:
    """The address at which the app is served."""
    return str(app.config["SETTINGS"].origin)


@pytest.fixture
def complaints() -> list[str]:
    """What the browsers complained of: a test that expects one takes it out of the list."""
    return []


@pytest.fixture
def open_page(browser: Browser, app: Flask, site: str, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """`open_page(ana, width=390, dark=True)`: a new page in a browser of its own, signed in as ana.

    Further wishes go to Playwright's `new_context`, such as `java_script_enabled=False`. The test fails at its end when
    the console held an error, a script threw, a resource was missing, or anything left this machine.
    """
    contexts: list[BrowserContext] = []

    def open_one(person: Account | None = None, *, width: int = 1280, dark: bool = False, **wishes: Any) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            **wishes,
        )
        contexts.append(context)
        context.set_default_timeout(8_000)
        if person is not None:
            name = app.config["SESSION_COOKIE_NAME"]
            context.add_cookies([{"name": name, "value": session_cookie(app, person), "url": site}])
        page = context.new_page()
        _listen(page, site, complaints)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == [], "the browser complained"


class _Quiet(WSGIRequestHandler):
    """A request handler that keeps its log to itself."""

    def log(self, type: str, message: str, *args: Any) -> None:
        return


def _listen(page: Page, site: str, complaints: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        # A page that answers 404 or 422 is also reported here; `on_response` looks at those.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}")

    def on_response(response: Response) -> None:
        kind = response.request.resource_type
        if response.status >= 400 and kind not in ("document", "fetch", "xhr"):
            complaints.append(f"{response.status} for {response.url}")
        if response.status >= 500:
            complaints.append(f"{response.status} for {response.url}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((site, "data:", "blob:", "about:")):
            complaints.append(f"left this machine: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("response", on_response)
    page.on("request", on_request)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def ben_with_password(app, ben) -> Account:
    with app.app_context(), writing():
        set_password(db.session.get_one(Account, ben.id), hash_password(PASSWORD))
    return ben
