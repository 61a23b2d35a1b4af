"""Eight processes that do the same thing at once, each with an app and connections of its own."""

import multiprocessing
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from flask import Flask

from ideas.app import create_app
from ideas.base.settings import Settings

SIZE = 8
RACERS = 20
PATIENCE = 600  # Seconds. Not a measure: on a slow machine it is only slow.

_lines: dict[int, Any] = {}
_apps: dict[str, Flask] = {}
_var = tempfile.TemporaryDirectory(prefix="ideas-crew-")


class Crew:
    """The processes. They start with the first task, serve any database, and end with `close`."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        lines = {parties: context.Barrier(parties) for parties in (SIZE, RACERS)}
        self._pool = ProcessPoolExecutor(SIZE, mp_context=context, initializer=_enter, initargs=(lines,))

    def work(
        self, task: Callable[[Flask, Any], Any], url: str, shares: Sequence[Any], *, patience: float = PATIENCE
    ) -> list[Any]:
        """Run `task(app, share)` in every process at once, on the database at `url`. Returns what each returned."""
        assert len(shares) == SIZE
        doing = [self._pool.submit(_do, task, url, share) for share in shares]
        return [done.result(patience) for done in doing]

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)


def meet(parties: int) -> None:
    """Wait until all of the processes (SIZE), or all of the racing threads (RACERS), have come this far."""
    _lines[parties].wait(PATIENCE)


def _enter(lines: dict[int, Any]) -> None:
    _lines.update(lines)


def _do(task: Callable[[Flask, Any], Any], url: str, share: Any) -> Any:
    if url not in _apps:
        settings = Settings(
            env="test", limits="off", secret_key="k" * 40, database_url=url, log_level="ERROR", var=Path(_var.name)
        )
        _apps[url] = create_app(settings)
    meet(SIZE)
    return task(_apps[url], share)
