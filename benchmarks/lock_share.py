"""What part of a request holds SQLite's only write lock: from BEGIN IMMEDIATE to the end of COMMIT or ROLLBACK.

    python -m benchmarks.lock_share

The app answers a test client in this process, on a database file with 1,000 ideas. A part of 0 means that no lock was asked for.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event

from benchmarks.desk import ANSWER, fill, tokens
from ideas.app import create_app
from ideas.base.db import db

IDEAS = 1000
ROUNDS = 40
TEXT = "So that **every** morning is better, see [the shop](https://cups.example/), and for *everybody*. " * 12
SCRIPT = {"HX-Request": "true"}


class Lock:
    """How long the write lock was held since this was last asked, in seconds."""

    def __init__(self, engine: Any) -> None:
        self._held, self._since = 0.0, 0.0
        event.listen(engine, "connect", self._trace)
        for name in ("do_commit", "do_rollback"):
            setattr(engine.dialect, name, self._timed(getattr(engine.dialect, name)))

    def take(self) -> float:
        held, self._held = self._held, 0.0
        return held

    def _trace(self, connection: Any, record: Any) -> None:
        connection.set_trace_callback(self._note)

    def _note(self, statement: str) -> None:
        if statement.startswith("BEGIN IMMEDIATE"):
            self._since = time.perf_counter()

    def _timed(self, work: Callable[[Any], None]) -> Callable[[Any], None]:
        def ended(connection: Any) -> None:
            work(connection)
            if self._since:
                self._held, self._since = self._held + time.perf_counter() - self._since, 0.0

        return ended


def main() -> None:
    """Measure and print each request."""
    with tempfile.TemporaryDirectory(prefix="ideas-lock-") as folder:
        os.environ |= {"IDEAS_VAR": folder, "IDEAS_LIMITS": "off", "IDEAS_LOG_LEVEL": "ERROR", "IDEAS_ROLE": "web"}
        app = create_app()
        with app.app_context():
            upgrade()
            db.engine.dispose()
            lock = Lock(db.engine)
        slug, client = fill(app, IDEAS)
        for name, ask in _requests(app, client, slug).items():
            _report(name, ask, lock)


def _requests(app: Flask, client: Any, slug: str) -> dict[str, Callable[[int], Any]]:
    """The requests by name; each is given the number of its round."""

    def send(path: str, form: dict[str, str], **options: Any) -> Any:
        return client.post(f"/{slug}{path}", data={"csrf_token": client.token, **form}, **options)

    def act(number: int) -> Any:
        token, after = tokens(app, slug)
        form = {"act": "answer", "item": token, "next": after, "back": f"/{slug}/desk", "text": ANSWER}
        began = time.perf_counter()
        response = send("/desk/acts", form, headers=SCRIPT)
        response.took = time.perf_counter() - began
        return response

    idea = {"board": "board-0", "tags": ""}
    return {
        "vote": lambda number: send(f"/ideas/{10 * number + 1}/vote", {}, headers=SCRIPT),
        "preview": lambda number: send("/preview", {"body": TEXT}, headers=SCRIPT),
        "desk act": act,
        "refused form": lambda number: send("/ideas", {"title": "Short", "body": TEXT, **idea}),
        "comment": lambda number: send(f"/ideas/{10 * number + 1}/comments", {"body": f"{number} {TEXT}"}),
        "new idea": lambda number: send("/ideas", {"title": f"A bench by door {number}", "body": TEXT, **idea}),
    }


def _report(name: str, ask: Callable[[int], Any], lock: Lock) -> None:
    took: list[float] = []
    held: list[float] = []
    for number in range(ROUNDS + 1):
        lock.take()
        began = time.perf_counter()
        response = ask(number)
        passed = getattr(response, "took", time.perf_counter() - began)
        if response.status_code not in (200, 303, 422):
            raise SystemExit(f"{name} answered {response.status_code}: {response.get_data(as_text=True)[:400]}")
        if number:  # the first one compiles templates and statements
            took.append(passed * 1000)
            held.append(lock.take() * 1000)
    whole, locked = statistics.median(took), statistics.median(held)
    print(f"{name:14} {whole:6.1f} ms, of these {locked:6.1f} ms under the lock: {100 * locked / whole:3.0f} %")


if __name__ == "__main__":
    main()
