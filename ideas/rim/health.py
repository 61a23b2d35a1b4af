"""Is the process alive, and is it ready to serve: for the machines that watch this one."""

from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from ideas.base import clock
from ideas.base.db import db, every_brand
from ideas.rim.access import public
from ideas.spine.activity.models import Activity

health = Blueprint("health", __name__)
readiness = Blueprint("readiness", __name__)
_LATE_SECONDS = 300


@health.get("/healthz")
@public
def show() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@readiness.get("/readyz", endpoint="show")
@public
def show_readiness() -> ResponseReturnValue:
    """The database answers, its schema is this version's, and no job is more than five minutes late."""
    try:
        checks = _checks()
    except SQLAlchemyError:
        checks = {"database": False}
    ready = all(checks.values())
    return jsonify(status="ready" if ready else "not ready", checks=checks), 200 if ready else 503


def _checks() -> dict[str, bool]:
    connection: Any = db.session.connection()
    connection.execute(text("SELECT 1"))
    at_head = MigrationContext.configure(connection).get_current_revision() == _head()
    if not at_head:
        return {"database": True, "schema": False}
    with every_brand():
        oldest = db.session.scalar(select(func.min(Activity.created_at)).where(Activity.fanned_out_at.is_(None)))
    late = oldest is not None and (clock.now() - oldest).total_seconds() > _LATE_SECONDS
    return {"database": True, "schema": True, "jobs": not late}


def _head() -> str | None:
    return ScriptDirectory(str(current_app.config["ROOT"] / "migrations")).get_current_head()
