"""A visit: what one browser asks for, one thing after the other, each answer written down."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from ideas.people.account.models import Account
from tests.clients import Client, signed_in_client
from tests.freeze import plain


class Visit:
    """One browser, and the file in which its answers are kept. It follows no redirect unless it is told to."""

    def __init__(self, app: Flask, path: Path, person: Account | None = None, network: str = "10.1.1.1") -> None:
        self.client: Client = signed_in_client(app, person)
        self.client.environ_base["REMOTE_ADDR"] = network
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")

    def get(self, path: str, **options: Any) -> TestResponse:
        """Look at a page."""
        return self._keep(f"GET {path}", self.client.get(path, **options))

    def send(self, path: str, form: Mapping[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form, with its token."""
        return self._keep(f"POST {path} {dict(form or {})}", self.client.send(path, dict(form or {}), **options))

    def send_and_go_on(self, path: str, form: Mapping[str, Any] | None = None) -> TestResponse:
        """Send a form and look at the page that it leads to."""
        return self.get(self.send(path, form).headers["Location"])

    def open(self, path: str, **options: Any) -> TestResponse:
        """Ask in a way that no page of the app asks."""
        method = options.get("method", "GET")
        said = {name: value for name, value in options.items() if name in ("headers", "base_url")}
        return self._keep(f"{method} {path[:200]} {said or ''}".strip(), self.client.open(path, **options))

    def _keep(self, asked: str, response: TestResponse) -> TestResponse:
        with self._path.open("a") as file:
            file.write(f"{'=' * 20} {plain.without_secrets(asked)}\n{plain.answer(response)}\n")
        return response
