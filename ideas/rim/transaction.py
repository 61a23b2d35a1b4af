"""A request is a transaction: an answer under 400 commits, anything else rolls back.

The one exception is a view that sets `g.keeps_changes`: a wrong code must count although the answer is a refusal.
"""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from ideas.base.db import db, enter_brand, expect_writes
from ideas.base.limits import PAGE, time_limits
from ideas.spine.job.queue import wake_after

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class TransactionalFlask(Flask):
    """Flask whose views run in one database transaction each."""

    def wsgi_app(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Whatever a request asks of the database has the time limits of a page."""
        with time_limits(PAGE):
            return super().wsgi_app(environ, start_response)

    def full_dispatch_request(self) -> Response:
        """Begin clean: no brand in scope, and a write lock from the start where the method may write."""
        enter_brand(None)
        expect_writes(request.method not in SAFE_METHODS)
        return super().full_dispatch_request()

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, then commit or roll back by the status of its answer."""
        try:
            response = self.make_response(super().dispatch_request())
            if response.status_code >= 400 and not g.get("keeps_changes"):
                db.session.rollback()
                return response
            woken = wake_after(db.session())
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        woken()
        return response
