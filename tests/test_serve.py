"""`make run` as an operator sees it: a real process, started, asked, stopped."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    """Start `python -m ideas.serve` with its own var folder; whatever is still running at the end is killed."""
    running: list[subprocess.Popen[str]] = []
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("IDEAS_")}

    def run(**wishes: str) -> subprocess.Popen[str]:
        environ = {**inherited, "PORT": str(port), "IDEAS_VAR": str(tmp_path / "var"), "IDEAS_DEMO": "false", **wishes}
        process = subprocess.Popen(
            [sys.executable, "-m", "ideas.serve"], cwd=ROOT, env=environ, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        running.append(process)
        return process

    yield run
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _ask(port: int, path: str) -> tuple[int, dict[str, object]]:
    """The answer, asked for until there is one."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("it never answered")


def _stop(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> str:
    process.send_signal(number)
    output, _ = process.communicate(timeout=15)
    assert process.returncode == 0, output
    return output


def test_serve_starts_answers_and_stops(start, port, tmp_path):
    process = start()

    alive, ready = _ask(port, "/healthz"), _ask(port, "/readyz")
    output = _stop(process)

    assert alive == (200, {"status": "ok"})
    assert ready == (200, {"status": "ready", "checks": {"database": True, "schema": True, "jobs": True}})
    assert re.search(rf"Ideas is ready at http://127\.0\.0\.1:{port} \(started in \d+\.\d s\)", output)
    assert re.search(rf"http://127\.0\.0\.1:{port}/setup\?token=[\w-]{{43}}\n", output)
    assert "Traceback" not in output
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "var/ideas.db").stat().st_mode) == 0o600


def test_serve_keeps_what_is_there_when_it_starts_again(start, port, tmp_path):
    process = start()
    _ask(port, "/healthz")
    _stop(process, signal.SIGINT)
    key, size = (tmp_path / "var/secret_key").read_text(), (tmp_path / "var/ideas.db").stat().st_size

    process = start()
    _ask(port, "/healthz")
    _stop(process)

    assert (tmp_path / "var/secret_key").read_text() == key
    assert (tmp_path / "var/ideas.db").stat().st_size >= size


def test_serve_fills_the_demo_once_and_lets_the_operator_in(start, port, tmp_path):
    outputs = []
    for _ in range(2):
        process = start(IDEAS_DEMO="true")
        _ask(port, "/healthz")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
            assert page.url == f"http://127.0.0.1:{port}/fogbell"
        outputs.append(_stop(process))
    first, second = outputs
    links = [
        re.findall(rf"^  http://127\.0\.0\.1:{port}(/sign-in/link/[\w-]{{43}})$", output, re.M) for output in outputs
    ]

    assert ("Filling the demo" in first, "Filling the demo" in second) == (True, False)
    assert re.findall(r"Sign in as the demo's (\w+), ", first) == ["owner", "moderator"]
    assert len(set(links[0] + links[1])) == 4


def test_serve_says_in_one_line_that_the_port_is_taken(start, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        process = start()
        output, _ = process.communicate(timeout=15)

    assert process.returncode == 1
    assert output == f"Port {port} is taken: stop what uses it or choose another with PORT={port + 1} make run\n"
    assert not (tmp_path / "var").exists()


def test_serve_lists_every_mistake_in_the_settings(start):
    process = start(IDEAS_WORKERS="many", IDEAS_ENV="moon", IDEAS_COLOUR="red")
    output, _ = process.communicate(timeout=15)

    assert process.returncode == 2
    assert re.findall(r"^  - (IDEAS_\w+)", output, re.M) == ["IDEAS_COLOUR", "IDEAS_ENV", "IDEAS_WORKERS"]


def test_serve_says_in_one_line_that_the_database_is_out_of_reach(start, tmp_path):
    process = start(IDEAS_DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder/ideas.db")
    output, _ = process.communicate(timeout=15)

    assert process.returncode == 2
    assert re.fullmatch(r"The database can't be reached: [^\n]+\n", output)


def test_one_server_process_runs_the_jobs_and_stops_with_the_server(start, port, tmp_path):
    process = start()
    _ask(port, "/healthz")
    lock = tmp_path / "var/worker.lock"
    deadline = time.monotonic() + 10
    while not _is_held(lock) and time.monotonic() < deadline:
        time.sleep(0.05)
    held = _is_held(lock)
    _stop(process)

    assert held
    assert not _is_held(lock)


def test_a_worker_runs_without_a_port(start, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        process = start(IDEAS_ROLE="worker")
        assert process.stdout is not None
        first = process.stdout.readline()
        output = first + _stop(process)

    assert output == "The worker is running.\n"


def _is_held(lock: Path) -> bool:
    import fcntl

    if not lock.exists():
        return False
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
