"""A request reads in a transaction that can't write; an act is a `writing()` of its own (`rim/writing.py`)."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Response

from ideas.base.db import enter_brand
from ideas.base.html import render_once
from ideas.base.limits import PAGE, time_limits

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ScopedFlask(Flask):
    """Flask whose requests begin with no brand in scope and nothing rendered, whatever the thread did before."""

    def wsgi_app(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Whatever a request asks of the database has the time limits of a page."""
        with time_limits(PAGE):
            return super().wsgi_app(environ, start_response)

    def full_dispatch_request(self) -> Response:
        enter_brand(None)
        render_once()
        return super().full_dispatch_request()
