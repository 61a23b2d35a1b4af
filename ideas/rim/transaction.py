"""A request reads in a transaction that can't write; an act is a `writing()` of its own (`rim/writing.py`)."""

from flask import Flask, Response

from ideas.base.db import enter_brand

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ScopedFlask(Flask):
    """Flask whose requests begin with no brand in scope, whatever the thread did before."""

    def full_dispatch_request(self) -> Response:
        enter_brand(None)
        return super().full_dispatch_request()
