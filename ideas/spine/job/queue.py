"""The queue: Huey wakes, schedules and runs; what has to be done is read from rows.

Huey does not promise to run a task at least once, so nothing is handed to it but the word to look. `wake` notes on the
session that there is work, and the edge that commits enqueues after the commit.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask
from huey import Huey, MemoryHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy.orm import Session

from ideas.base.db import wal_is_safe
from ideas.base.limits import JOB, time_limits
from ideas.base.settings import Settings

logger = structlog.get_logger()

Job = Callable[[], int]
_WAKE = "ideas.wake"


def wake(session: Session) -> None:
    """Note that this transaction leaves work for the jobs."""
    session.info[_WAKE] = True


def wake_after(session: Session) -> Callable[[], None]:
    """What to call once the session has committed: enqueues a look at the rows if `wake` was called."""
    if not session.info.pop(_WAKE, False):
        return _nothing
    from flask import current_app

    queue: Queue = current_app.extensions["queue"]
    return queue.wake


class Queue:
    """One Huey, its task «look for work», and the consumer thread when this process runs jobs."""

    def __init__(self, app: Flask, settings: Settings, jobs: tuple[Job, ...]) -> None:
        self._app = app
        self._jobs = jobs
        self._huey = _open_huey(settings)
        self._task = self._huey.task(name="work")(self.work)
        self._huey.periodic_task(crontab(minute="*"), name="sweep")(self.work)
        self._consumer: Consumer | None = None
        self._lock = threading.Lock()

    def wake(self) -> None:
        """Ask the worker to look now. A queue that can't be reached costs at most a minute: the sweep looks too."""
        try:
            self._task()
        except Exception:
            logger.exception("queue.wake_failed")

    def work(self) -> int:
        """Run every job until none finds anything more. Returns how many rows were done."""
        done = 0
        with self._lock, self._app.app_context(), time_limits(JOB):
            while found := sum(job() for job in self._jobs):
                done += found
        return done

    def start_worker(self) -> None:
        """Run the jobs in threads of this process."""
        logging.getLogger("huey").setLevel(logging.WARNING)
        self._consumer = _ThreadConsumer(
            self._huey, workers=1, periodic=True, initial_delay=0.1, max_delay=1.0, shutdown_timeout=3
        )
        self._consumer.start()

    def stop_worker(self) -> None:
        """Take no more work, and give the jobs at hand five seconds."""
        if self._consumer is not None:
            self._consumer.stop(graceful=True)


class _ThreadConsumer(Consumer):  # type: ignore[misc,unused-ignore]
    """A consumer inside a server process, which has signal handlers of its own."""

    def _set_signal_handlers(self) -> None:
        return


def _open_huey(settings: Settings) -> Huey:
    if settings.env == "test":
        return MemoryHuey("ideas")
    if settings.redis_url:
        from huey import RedisHuey

        return RedisHuey("ideas", url=settings.redis_url)
    if not settings.uses_sqlite:
        from huey import PostgresHuey

        return PostgresHuey("ideas", dsn=settings.database.replace("+psycopg", ""), results=False)
    settings.var.mkdir(parents=True, exist_ok=True)
    journal = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    return SqliteHuey("ideas", filename=str(settings.var / "queue.db"), journal_mode=journal, results=False)


def _nothing() -> None:
    return


def queue_of(app: Any) -> Queue:
    """The queue of an application."""
    queue: Queue = app.extensions["queue"]
    return queue
