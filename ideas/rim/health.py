"""Is the process alive, and is it ready to serve: for the machines that watch this one."""

from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ideas.base import clock
from ideas.base.db import db
from ideas.rim.access import public
from ideas.spine.outbox.queries import late_work, parked_work
from ideas.spine.outbox.runner import outbox_of

health = Blueprint("health", __name__)
readiness = Blueprint("readiness", __name__)
_CANT_BE_LATE = "activity"  # Emails may be late by their server's fault, and news by their number.


@health.get("/healthz")
@public
def show() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@readiness.get("/readyz", endpoint="show")
@public
def show_readiness() -> ResponseReturnValue:
    """The database answers, its schema is this version's, and no activity is more than five minutes late.

    Parked rows and late emails are no reason to take this process away: they are warnings.
    """
    warnings: list[str] = []
    try:
        checks = _checks(warnings)
    except SQLAlchemyError:
        checks = {"database": False}
    ready = all(checks.values())
    answer: dict[str, Any] = {"status": "ready" if ready else "not ready", "checks": checks}
    if warnings:
        answer["warnings"] = warnings
    return jsonify(answer), 200 if ready else 503


def _checks(warnings: list[str]) -> dict[str, bool]:
    """What must be true of a process that is ready; adds what an operator should look at to `warnings`."""
    connection: Any = db.session.connection()
    connection.execute(text("SELECT 1"))
    at_head = MigrationContext.configure(connection).get_current_revision() == _head()
    if not at_head:
        return {"database": True, "schema": False}
    works = outbox_of(current_app).works.values()
    late = late_work(works, now=clock.now())
    warnings += [f"{name}: late" for name in late if name != _CANT_BE_LATE]
    warnings += [f"{name}: parked" for name in parked_work(works)]
    return {"database": True, "schema": True, "jobs": _CANT_BE_LATE not in late}


def _head() -> str | None:
    return ScriptDirectory(str(current_app.config["ROOT"] / "migrations")).get_current_head()
