"""Two people at once: the first one stops where a test says, and goes on when the second is through, or waits for them."""

import threading
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ideas.base.db import brand_scope, db, is_postgres, writing
from ideas.people.brand.models import Brand

PATIENCE = 60
IN_VAIN = 0.3  # Seconds after which the second is taken to wait for SQLite's one writer.
WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


class Meanwhile:
    """`meanwhile(first, second)`: each in a thread and a transaction of its own; what came of both, «done» or its error's name.

    `stop()` within the first lets the second begin; in anybody else's thread it does nothing.
    """

    def __init__(self, app: Flask, brand: Brand) -> None:
        self._app, self._brand_id = app, brand.id
        self._reached, self._go = threading.Event(), threading.Event()
        self.first: threading.Thread | None = None

    def __call__(self, first: Callable[[], Any], second: Callable[[], Any]) -> tuple[str, str]:
        outcomes = ["", ""]
        threads = [
            threading.Thread(target=self._do, args=(act, outcomes, place)) for place, act in enumerate((first, second))
        ]
        self.first = threads[0]
        threads[0].start()
        assert self._reached.wait(PATIENCE), f"the first never stopped: {outcomes[0]}"
        threads[1].start()
        self._until_it_waits(threads[1])
        self._go.set()
        for thread in threads:
            thread.join(PATIENCE)
        return outcomes[0], outcomes[1]

    def stop(self) -> None:
        """The first one waits here, once."""
        if threading.current_thread() is self.first and not self._reached.is_set():
            self._reached.set()
            self._go.wait(PATIENCE)

    def stops_before(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The same, but the first one stops before it."""

        def stopping(*given: Any, **named: Any) -> Any:
            self.stop()
            return act(*given, **named)

        return stopping

    def stops_after(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The same, but the first one stops when it is done."""

        def stopping(*given: Any, **named: Any) -> Any:
            result = act(*given, **named)
            self.stop()
            return result

        return stopping

    def _do(self, act: Callable[[], Any], outcomes: list[str], place: int) -> None:
        try:
            with self._app.app_context(), brand_scope(self._brand_id), writing():
                act()
            outcomes[place] = "done"
        except DBAPIError as error:
            outcomes[place] = type(error.orig).__name__
        except Exception as error:
            outcomes[place] = type(error).__name__

    def _until_it_waits(self, second: threading.Thread) -> None:
        with self._app.app_context():
            if not is_postgres():
                second.join(IN_VAIN)
                return
            while second.is_alive():
                with db.engine.connect() as connection:
                    if connection.scalar(WAITS):
                        return
                time.sleep(0.01)
