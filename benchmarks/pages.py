"""Requests a second and latencies of the pages that matter, beside a floor: one bare Flask route, one plain SQL query.

    python -m benchmarks.pages                                  # SQLite, 1,000 and 100,000 ideas
    python -m benchmarks.pages --database postgresql://…/bench  # an empty database; it is dropped and made for each size
    python -m benchmarks.pages --sizes 1000 --seconds 3

For each size it fills a database (`benchmarks.fill`), starts the app as `make run` does and the floor in the same way (granian,
one process, four threads), and asks both in turn, a few seconds each, from four connections of one load process, for
several rounds, so that a slow moment of the machine meets both. What is compared is the ratio within a run, not a
figure with that of another day.

- list: the first page of 20 ideas for a visitor, the page cache off; `list, kept` with it on (as installed)
- list, member: the same for a person who is signed in
- idea: the page of an idea with 200 comments (50 threads shown)
- vote: one person votes for one idea after another (durable: synchronous=FULL, or PostgreSQL's default)
- sign-in: by password (Argon2id; bounded by the hash, not by the app)
- floor: the very HTML of the list, its cards filled from one SQL query by a plain Jinja loop
"""

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
APP, FLOOR, UNCACHED = 8761, 8762, 8763
CONNECTIONS = 4


@dataclass
class Figures:
    """Latencies of one kind of request, in seconds."""

    name: str
    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    failed: int = 0

    def row(self) -> tuple[str, float, float, float, int]:
        """Name, requests a second, p50 and p95 in ms, failures."""
        ordered = sorted(self.latencies)
        p95 = ordered[int(len(ordered) * 0.95) - 1] if ordered else float("nan")
        middle = statistics.median(ordered) if ordered else float("nan")
        return self.name, len(ordered) / self.seconds, middle * 1000, p95 * 1000, self.failed


class Person:
    """A connection with a cookie jar, as much of one as this needs."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Send a request and read the whole answer."""
        headers = (
            {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        )
        body = urlencode(form) if form is not None else None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, content

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by password and keep the token of a page."""
        form = _form(self.ask("GET", "/sign-in")[1])
        status, _ = self.ask("POST", "/sign-in", {"csrf_token": form, "email": email, "password": password})
        if status != 303:
            raise SystemExit(f"signing in answered {status}")
        self.token = _form(self.ask("GET", "/bench/ideas")[1])


def main() -> None:
    """Measure every size and print the table."""
    options = _options()
    print(
        f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {'PostgreSQL' if options.database else 'SQLite'}; "
        f"{CONNECTIONS} connections, {options.rounds} rounds of {options.seconds} s"
    )
    lists: dict[int, dict[str, float]] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="ideas-bench-") as folder:
            lists[size] = _measure(size, Path(folder), options)
    sizes = sorted(lists)
    if len(sizes) > 1:
        for name in ("list", "list, member", "idea"):
            ratio = lists[sizes[-1]][name] / lists[sizes[0]][name]
            print(f"p95 of {name} at {sizes[-1]:,} / at {sizes[0]:,}: {ratio:.2f}")


def _measure(size: int, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    environment = _environment(folder, options)
    subprocess.run([sys.executable, "-m", "benchmarks.fill", str(size)], check=True, env=environment, cwd=ROOT)
    with (
        _server("wsgi:app", APP, environment),
        _server("benchmarks.floor:app", FLOOR, environment),
        _server("benchmarks.uncached:app", UNCACHED, environment),
    ):
        figures = _rounds(options)
    print(f"\n{size:,} ideas\n{'':14}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'failed':>8}")
    for name, rate, middle, p95, failed in (each.row() for each in figures.values()):
        print(f"{name:14}{rate:9.0f}{middle:9.1f}{p95:9.1f}{failed:8}")
    floor = figures["floor"].row()[1]
    print(
        f"list / floor: {figures['list'].row()[1] / floor:.2f}; with kept pages: {figures['list, kept'].row()[1] / floor:.2f}"
    )
    return {name: each.row()[3] for name, each in figures.items()}


def _rounds(options: argparse.Namespace) -> dict[str, Figures]:
    idea = re.search(rb'href="(/bench/ideas/1-[^"#]*)', Person(APP).ask("GET", "/bench/ideas/1")[1])
    path = idea.group(1).decode() if idea else "/bench/ideas/1"
    members = [_member(UNCACHED) for _ in range(CONNECTIONS)]
    numbers = iter(range(2, 10**9))
    tasks: dict[str, tuple[list[Person], Callable[[Person], tuple[int, bytes]]]] = {
        "floor": (_visitors(FLOOR), lambda person: person.ask("GET", "/")),
        "list": (_visitors(UNCACHED), lambda person: person.ask("GET", "/bench/ideas")),
        "list, kept": (_visitors(APP), lambda person: person.ask("GET", "/bench/ideas")),
        "list, member": (members, lambda person: person.ask("GET", "/bench/ideas")),
        "idea": (_visitors(UNCACHED), lambda person: person.ask("GET", path)),
        "vote": (members, lambda person: _vote(person, next(numbers), options.smallest)),
        "sign-in": (_visitors(UNCACHED), _sign_in_again),
    }
    figures = {name: Figures(name) for name in tasks}
    for _ in range(options.rounds):
        for name, (people, act) in tasks.items():
            _load(figures[name], people, act, options.seconds)
    return figures


def _load(figures: Figures, people: list[Person], act: Callable[[Person], tuple[int, bytes]], seconds: float) -> None:
    until = time.perf_counter() + seconds

    def work(person: Person) -> None:
        while (began := time.perf_counter()) < until:
            status, _ = act(person)
            figures.latencies.append(time.perf_counter() - began)
            if status >= 400:
                figures.failed += 1

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    figures.seconds += time.perf_counter() - began


def _visitors(port: int) -> list[Person]:
    return [Person(port) for _ in range(CONNECTIONS)]


def _member(port: int) -> Person:
    person = Person(port)
    person.sign_in("owner@example.com", "benchmarks are honest")
    return person


def _vote(person: Person, number: int, ideas: int) -> tuple[int, bytes]:
    """Vote for an idea that takes votes, or take the vote back: every other pass over the ideas undoes the one before."""
    wave, idea = divmod(number, ideas - 2)
    status, body = person.ask(
        "POST", f"/bench/ideas/{idea + 2}/vote{'/delete' if wave % 2 else ''}", {"csrf_token": person.token}
    )
    return (200 if status == 403 else status), body  # a closed stage refuses: an answer, not a failure


def _sign_in_again(person: Person) -> tuple[int, bytes]:
    person.cookies.clear()
    token = _form(person.ask("GET", "/sign-in")[1])
    return person.ask(
        "POST", "/sign-in", {"csrf_token": token, "email": "owner@example.com", "password": "benchmarks are honest"}
    )


def _form(page: bytes) -> str:
    found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
    if found is None:
        raise SystemExit("a page has no form token")
    return found.group(1).decode()


@contextmanager
def _server(target: str, port: int, environment: dict[str, str]) -> Iterator[None]:
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ws",
        "--log-level",
        "error",
        target,
    ]
    process = subprocess.Popen(command, env=environment | {"IDEAS_PORT": str(port)}, cwd=ROOT)
    try:
        _wait(port)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            Person(port).ask("GET", "/healthz")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def _environment(folder: Path, options: argparse.Namespace) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IDEAS_")}
    environment |= {"IDEAS_VAR": str(folder), "IDEAS_LIMITS": "off", "IDEAS_LOG_LEVEL": "ERROR", "IDEAS_ROLE": "web"}
    if options.database:
        _make_database(options.database)
        environment["IDEAS_DATABASE_URL"] = options.database
    return environment


def _make_database(address: str) -> None:
    import psycopg

    name = urlsplit(address).path.lstrip("/")
    with psycopg.connect(address.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    options.smallest = min(options.sizes)
    return options


if __name__ == "__main__":
    main()
