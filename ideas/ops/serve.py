"""What `make run` runs: check what can go wrong, bring the database up to date, then serve pages and run the jobs.

The checks and the preparation run before the server listens; the preparation runs in a process of its own, so that the
one that watches over the server stays small and holds no connection that a server process could inherit.
"""

import fcntl
import http.client
import multiprocessing.util
import os
import signal
import socket
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from ideas.base.settings import Settings, SettingsError, ensure_secret_key, load_settings

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
RUNS_JOBS = "_IDEAS_SERVER_RUNS_JOBS"
STOP_SECONDS = 4
ANSWER_SECONDS = 120


def main() -> int:
    """Run until told to stop. Returns the exit code: 2 for settings that can't be used, 1 for anything else wrong."""
    began = time.monotonic()
    try:
        settings = load_settings()
        problem = _problem_with_port(settings) if settings.role != "worker" else None
        if problem:
            click.echo(problem, err=True)
            return 1
        os.umask(0o077)
        settings.var.mkdir(parents=True, exist_ok=True, mode=0o700)
        settings = ensure_secret_key(settings)
        with ProcessPoolExecutor(1) as pool:
            welcome = pool.submit(prepare, settings).result()
    except SettingsError as error:
        click.echo(error, err=True)
        return 2
    if settings.role == "worker":
        return _run_jobs_only()
    threading.Thread(target=_welcome, args=(settings, welcome, began), daemon=True).start()
    _serve(settings)
    return 0


def prepare(settings: Settings) -> list[str]:
    """The work of `ideas.ops.prepare`, which loads the whole app: this process does not."""
    from ideas.ops.prepare import prepare as prepare_here

    return prepare_here(settings)


def run_jobs_here(app: "Flask") -> None:
    """Under `make run`, exactly one server process also runs the jobs: whichever holds the lock."""
    if os.environ.get(RUNS_JOBS) == "1":
        threading.Thread(target=_run_jobs_when_it_is_our_turn, args=(app,), daemon=True).start()


# --- before ----------------------------------------------------------------------------------------------------------


def _problem_with_port(settings: Settings) -> str | None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
            probe.listen(1)
        except PermissionError:
            return f"This account may not listen on port {settings.port}: choose one above 1023, such as PORT=8000 make run"
        except OSError as error:
            if error.errno == 98 or "in use" in str(error):
                other = settings.port + 1 if settings.port < 65535 else 8000
                return f"Port {settings.port} is taken: stop what uses it or choose another with PORT={other} make run"
            return f"Can't listen on {settings.host}, port {settings.port}: {error.strerror}"
    return None


# --- while -----------------------------------------------------------------------------------------------------------


def _serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is being answered."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    os.environ[RUNS_JOBS] = "1" if settings.role == "all" else "0"
    Granian(
        "wsgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        backpressure=512,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        working_dir=ROOT,
    ).serve()


def _welcome(settings: Settings, lines: list[str], began: float) -> None:
    """Print where to go as soon as the server answers."""
    give_up = time.monotonic() + ANSWER_SECONDS
    while not _answers(settings):
        if time.monotonic() > give_up:
            return
        time.sleep(0.05)
    took = time.monotonic() - began
    words = [f"Ideas is ready at {settings.origin} (started in {took:.1f} s).", *lines]
    if settings.uses_sqlite:
        words.append(f"Everything is kept in {settings.var}; Ctrl-C stops.")
    click.echo("\n".join(["", *words, ""]))


def _answers(settings: Settings) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(host, settings.port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


# --- jobs ------------------------------------------------------------------------------------------------------------

_held: list[IO[str]] = []  # The lock lasts as long as its file is open: until the process ends.


def _run_jobs_when_it_is_our_turn(app: "Flask") -> None:
    from ideas.spine.job.queue import queue_of

    file = (Path(app.config["SETTINGS"].var) / "worker.lock").open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    _held.append(file)
    queue = queue_of(app)
    queue.start_worker()
    # atexit is not called in a forked server process; this is.
    multiprocessing.util.Finalize(None, queue.stop_worker, exitpriority=10)


def _run_jobs_only() -> int:
    """The worker role: jobs and nothing else, until SIGTERM or SIGINT."""
    from ideas.app import create_app
    from ideas.spine.job.queue import queue_of

    told_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    queue = queue_of(create_app())
    queue.start_worker()
    click.echo("The worker is running.")
    told_to_stop.wait()
    queue.stop_worker()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
