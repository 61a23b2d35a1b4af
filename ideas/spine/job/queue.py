"""The worker thread: it runs the jobs when it is woken and once a minute, and looks into the outbox each second.

Nothing is handed to it but the word to look: what has to be done is read from rows. `wake` notes on the session that there
is work, and the edge that commits passes it on after the commit. Work left by another process is found by the look.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask
from sqlalchemy.orm import Session

from ideas.base.limits import JOB, time_limits

logger = structlog.get_logger()

Job = Callable[[], int]
LOOK_SECONDS = 1.0
SWEEP_SECONDS = 60.0
STOP_SECONDS = 3.0
_WAKE = "ideas.wake"


def wake(session: Session) -> None:
    """Note that this transaction leaves work for the jobs."""
    session.info[_WAKE] = True


def wake_after(session: Session) -> Callable[[], None]:
    """What to call once the session has committed: wakes the worker of this process if `wake` was called."""
    if not session.info.pop(_WAKE, False):
        return _nothing
    from flask import current_app

    return queue_of(current_app).wake


class Queue:
    """The jobs, and the thread that runs them when this process has one. `look` is the job that is run each second."""

    def __init__(self, app: Flask, jobs: tuple[Job, ...], *, look: Job) -> None:
        self._app = app
        self._jobs = jobs
        self._look = look
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def wake(self) -> None:
        """Let the worker of this process look now."""
        self._woken.set()

    def forget_wake(self) -> bool:
        """Take back the last `wake`. Returns whether there was one."""
        was_woken = self._woken.is_set()
        self._woken.clear()
        return was_woken

    def work(self) -> int:
        """Run every job until none finds anything more. Returns how many rows were done. A job that raises stops no other."""
        done = 0
        while (found := sum(self._run(job) for job in self._jobs)) and not self._stopped.is_set():
            done += found
        return done + found

    def start_worker(self) -> None:
        """Run the jobs in a thread of this process."""
        self._thread = threading.Thread(target=self._keep_working, name="jobs", daemon=True)
        self._thread.start()

    def stop_worker(self) -> None:
        """Take no more work, and give the job at hand a few seconds."""
        self._stopped.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def _keep_working(self) -> None:
        swept_at = -SWEEP_SECONDS
        while not self._stopped.is_set():
            self._woken.wait(LOOK_SECONDS)
            is_due = self.forget_wake() or time.monotonic() - swept_at >= SWEEP_SECONDS
            if not self._stopped.is_set() and (is_due or self._run(self._look)):
                self.work()
                swept_at = time.monotonic()

    def _run(self, job: Job) -> int:
        try:
            with self._lock, self._app.app_context(), time_limits(JOB):
                return job()
        except Exception:
            logger.exception("job.failed", job=getattr(job, "__name__", str(job)))
            return 0


def _nothing() -> None:
    return


def queue_of(app: Any) -> Queue:
    """The queue of an application."""
    queue: Queue = app.extensions["queue"]
    return queue
