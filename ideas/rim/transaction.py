"""A request reads in a transaction that can't write; an act is a `writing()` of its own (`rim/writing.py`)."""

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from ideas.base.db import db, enter_brand, expect_writes
from ideas.spine.job.queue import wake_after

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Views of these modules still write in a transaction around the whole request.
WHOLE_REQUEST = (
    "ideas.community.",
    "ideas.desk.",
    "ideas.ops.",
    "ideas.pages.",
    "ideas.people.",
    "ideas.public.",
    "ideas.trust.",
    "tests.",
)


class TransactionalFlask(Flask):
    """Flask whose requests begin clean: no brand in scope, and nothing may be written."""

    def full_dispatch_request(self) -> Response:
        enter_brand(None)
        expect_writes(self._writes_in_whole())
        try:
            return super().full_dispatch_request()
        finally:
            expect_writes(False)

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view; one that writes in its whole request commits or rolls back by the status of its answer."""
        if not self._writes_in_whole():
            return super().dispatch_request()
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

    def _writes_in_whole(self) -> bool:
        view = self.view_functions.get(request.endpoint or "")
        return (
            request.method not in SAFE_METHODS
            and view is not None
            and view.__module__.startswith(WHOLE_REQUEST)
            and not view.__module__.startswith(ACT_BY_ACT)
        )


# Views of these modules write act by act already.
ACT_BY_ACT: tuple[str, ...] = ("ideas.community.", "ideas.trust.", "ideas.people.", "ideas.pages.", "ideas.ops.")
