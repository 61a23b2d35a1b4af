"""Alive, and ready to serve."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from ideas.base import clock
from ideas.base.db import db, writes_allowed
from ideas.spine.activity.actions import record
from ideas.spine.mail.actions import post


def test_alive(visitor, count_queries):
    with count_queries() as queries:
        response = visitor.get("/healthz")

    assert (response.status_code, response.json) == (200, {"status": "ok"})
    assert queries == []


def test_ready(visitor, cast):
    response = visitor.get("/readyz")

    assert response.status_code == 200
    assert response.json == {"status": "ready", "checks": {"database": True, "schema": True, "jobs": True}}


@pytest.mark.parametrize(("minutes", "status"), [(1, 200), (6, 503)])
@pytest.mark.engines
def test_not_ready_while_jobs_are_late(visitor, make, cast, minutes, status):
    with make.at_work():
        record("brand.updated", brand_id=cast.brand.id, by=None, at=clock.now() - timedelta(minutes=minutes))

    assert visitor.get("/readyz").status_code == status


def test_a_parked_row_is_a_warning_and_no_reason_to_be_away(visitor, make, cast):
    with make.at_work():
        parked = record("brand.updated", brand_id=cast.brand.id, by=None, at=clock.now() - timedelta(hours=1))
        parked.parked_at = clock.now()

    response = visitor.get("/readyz")

    assert (response.status_code, response.json["checks"]["jobs"]) == (200, True)
    assert response.json["warnings"] == ["activity: parked"]


def test_late_mails_are_a_warning(visitor, make):
    with make.at_work():
        post("test", to="ana@example.com", subject="Late", text="", at=clock.now() - timedelta(minutes=6))

    response = visitor.get("/readyz")

    assert (response.status_code, response.json["warnings"]) == (200, ["mail: late"])


@pytest.mark.engines
def test_not_ready_for_another_versions_schema(visitor, app):
    with app.app_context(), writes_allowed(), db.engine.begin() as connection:
        head = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    try:
        response = visitor.get("/readyz")
    finally:
        with app.app_context(), writes_allowed(), db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})

    assert response.status_code == 503
    assert response.json["checks"] == {"database": True, "schema": False}


def test_not_ready_without_a_database(make_app, app, on_postgres, tmp_path):
    away = "postgresql://nobody@127.0.0.1:1/none" if on_postgres else f"sqlite:///{tmp_path}/gone/ideas.db"
    other = make_app()
    with other.app_context():
        from sqlalchemy import create_engine

        other.extensions["sqlalchemy"]._app_engines[other][None] = create_engine(
            away.replace("postgresql:", "postgresql+psycopg:")
        )

    response = other.test_client().get("/readyz")

    assert response.status_code == 503
    assert response.json == {"status": "not ready", "checks": {"database": False}}
