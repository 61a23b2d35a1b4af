"""`make run` as an operator sees it: a real process, started, asked, stopped."""

import contextlib
import fcntl
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).resolve().parents[2]
# A busy machine may take long to start Python.
PATIENCE = 90
Start = Callable[..., "Server"]


@dataclass
class Server:
    """A running `python -m ideas.serve` and what it says."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    def says(self, words: str) -> str:
        """Wait until it says this; returns all that it said."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)
        return self.said

    def ends(self) -> int:
        """Wait until it ends by itself; returns its exit code."""
        return self.process.wait(timeout=PATIENCE)

    def stop(self, number: int = signal.SIGTERM) -> str:
        """Tell it to stop; returns all that it said."""
        self.process.send_signal(number)
        assert self.ends() == 0, self.said
        return self.said


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    """Start `python -m ideas.serve` with its own var folder; whatever is still running at the end is killed."""
    servers: list[Server] = []
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("IDEAS_")}

    def run(**wishes: str) -> Server:
        environ = {**inherited, "PORT": str(port), "IDEAS_VAR": str(tmp_path / "var"), "IDEAS_DEMO": "false", **wishes}
        log = tmp_path / f"said-{len(servers)}.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "ideas.serve"],
                cwd=ROOT,
                env=environ,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        servers.append(Server(process, log))
        return servers[-1]

    yield run
    for server in servers:
        # The whole group: server processes outlive the one that started them when that one is killed.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()


def _ask(port: int, path: str) -> tuple[int, dict[str, object]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as response:
        return response.status, json.load(response)


def test_serve_starts_answers_and_stops(start, port, tmp_path):
    server = start()

    server.says("Ctrl-C stops.")
    alive, ready = _ask(port, "/healthz"), _ask(port, "/readyz")
    output = server.stop()

    assert alive == (200, {"status": "ok"})
    assert ready == (200, {"status": "ready", "checks": {"database": True, "schema": True, "jobs": True}})
    assert re.search(rf"Ideas is ready at http://127\.0\.0\.1:{port} \(started in \d+\.\d s\)", output)
    assert re.search(rf"http://127\.0\.0\.1:{port}/setup\?token=[\w-]{{43}}\n", output)
    assert "Traceback" not in output
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "var/ideas.db").stat().st_mode) == 0o600


def test_serve_keeps_what_is_there_when_it_starts_again(start, tmp_path):
    server = start()
    server.says("Ctrl-C stops.")
    server.stop(signal.SIGINT)
    key, size = (tmp_path / "var/secret_key").read_text(), (tmp_path / "var/ideas.db").stat().st_size

    server = start()
    server.says("Ctrl-C stops.")
    server.stop()

    assert (tmp_path / "var/secret_key").read_text() == key
    assert (tmp_path / "var/ideas.db").stat().st_size >= size


def test_serve_fills_the_demo_once_and_lets_the_operator_in(start, port):
    outputs = []
    for _ in range(2):
        server = start(IDEAS_DEMO="true")
        server.says("Ctrl-C stops.")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as page:
            assert page.url == f"http://127.0.0.1:{port}/fogbell"
        outputs.append(server.stop())
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
        server = start()
        code = server.ends()

    assert code == 1
    assert server.said == f"Port {port} is taken: stop what uses it or choose another with PORT={port + 1} make run\n"
    assert not (tmp_path / "var").exists()


def test_serve_lists_every_mistake_in_the_settings(start):
    server = start(IDEAS_WORKERS="many", IDEAS_ENV="moon", IDEAS_COLOUR="red")

    assert server.ends() == 2
    assert re.findall(r"^  - (IDEAS_\w+)", server.said, re.M) == ["IDEAS_COLOUR", "IDEAS_ENV", "IDEAS_WORKERS"]


def test_serve_says_in_one_line_that_the_database_is_out_of_reach(start, tmp_path):
    server = start(IDEAS_DATABASE_URL=f"sqlite:///{tmp_path}/no/such/folder/ideas.db")

    assert server.ends() == 2
    assert re.fullmatch(r"The database can't be reached: [^\n]+\n", server.said)


def test_one_server_process_runs_the_jobs_and_stops_with_the_server(start, tmp_path):
    server = start()
    server.says("Ctrl-C stops.")
    lock = tmp_path / "var/worker.lock"
    deadline = time.monotonic() + PATIENCE
    while not _is_held(lock) and time.monotonic() < deadline:
        time.sleep(0.05)
    held = _is_held(lock)
    server.stop()

    assert held
    assert not _is_held(lock)


def test_a_worker_runs_without_a_port(start, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        server = start(IDEAS_ROLE="worker")
        server.says("The worker is running.")

        assert server.stop() == "The worker is running.\n"


def _is_held(lock: Path) -> bool:
    if not lock.exists():
        return False
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
