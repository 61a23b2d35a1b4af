"""The worker's loop: the most urgent lane first, one row at a time, its lease renewed for as long as the work takes."""

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import structlog
from flask import Flask, current_app

from ideas.base import clock
from ideas.spine.outbox.claims import Source, note_failure, renew
from ideas.spine.outbox.rules import LEASE, Lane
from ideas.spine.outbox.work import Claim, LeaseLost, Work

logger = structlog.get_logger()

SLICE_SECONDS = 1.0


class Outbox:
    """The kinds of work of an application, sorted into lanes. One thread at a time may work on it."""

    def __init__(self, works: Sequence[Work], *, lease: timedelta = LEASE) -> None:
        self.works = {work.name: work for work in works}
        self._lease = lease
        self._lanes = [deque(Source(work, lane) for work in works if _runs_in(work, lane)) for lane in Lane]

    def work(self, seconds: float = SLICE_SECONDS) -> int:
        """Work on due rows for about so long, or until none is left. Returns how many were worked on."""
        worked, end = 0, time.monotonic() + seconds
        while time.monotonic() < end and self.work_on_one():
            worked += 1
        return worked

    def work_on_one(self) -> bool:
        """Take the next row of the most urgent lane that has one, and do its work. Returns whether there was one."""
        claim = self._claim()
        if claim is None:
            return False
        try:
            with _renewing(claim, self._lease):
                claim.work.do(claim)
        except LeaseLost:
            logger.warning("outbox.lease_lost", work=claim.work.name, id=claim.id)
        except Exception as error:
            self._fail(claim, error)
        return True

    def _claim(self) -> Claim | None:
        for sources in self._lanes:
            for _ in range(len(sources)):
                source = sources[0]
                sources.rotate(-1)  # Within a lane the kinds of work take turns.
                if claim := source.claim(clock.now(), self._lease):
                    return claim
        return None

    def _fail(self, claim: Claim, error: Exception) -> None:
        log = logger.warning if isinstance(error, OSError) else logger.exception
        log("outbox.failed", work=claim.work.name, id=claim.id, error=type(error).__name__)
        try:
            if note_failure(claim, error, now=clock.now()):
                logger.error("outbox.parked", work=claim.work.name, id=claim.id)
        except LeaseLost:
            logger.warning("outbox.lease_lost", work=claim.work.name, id=claim.id)


def work_on_outbox() -> int:
    """The job: work on what waits for about a second. Returns how many rows were worked on."""
    return outbox_of(current_app).work()


def outbox_of(app: Any) -> Outbox:
    """The outbox of an application."""
    outbox: Outbox = app.extensions["outbox"]
    return outbox


def _runs_in(work: Work, lane: Lane) -> bool:
    return not isinstance(work.lane, Lane) or work.lane is lane


@contextmanager
def _renewing(claim: Claim, lease: timedelta) -> Iterator[None]:
    """Renew the lease from a thread of its own, three times in each lease, until the block ends."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    is_over = threading.Event()

    def keep_renewing() -> None:
        while not is_over.wait(lease.total_seconds() / 3):
            try:
                with app.app_context():
                    renew(claim, now=clock.now(), lease=lease)
            except LeaseLost:
                return
            except Exception:
                logger.exception("outbox.renewal_failed", work=claim.work.name, id=claim.id)

    thread = threading.Thread(target=keep_renewing, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
