"""How a run goes: the database it is told to use, what its last lines say, and that CI lets nothing be skipped."""

import os
from collections import Counter
from collections.abc import Generator

import pytest
from _pytest.terminal import TerminalReporter

from tests.databases import KINDS, Databases, start_server, stop_servers

PAGE_FOLDERS = {"rim", "browser"}
PAGE_FIXTURES = {"client_for", "visitor", "limited_app", "toy"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--db=sqlite|postgres|both`."""
    parser.addoption("--db", choices=(*KINDS, "both"), default="sqlite", help="the database to test on")


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts a PostgreSQL where none is named; its workers find it in the environment."""
    is_worker = hasattr(config, "workerinput")
    if "postgres" in _kinds(config) and not is_worker:
        start_server()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the PostgreSQL that was started here."""
    stop_servers()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever is in tests/browser is a test in the browser."""
    if item.path.parent.name == "browser":
        item.add_marker(pytest.mark.browser)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What touches a database runs once on each; a test of pages on the first alone, unless it is marked `engines`."""
    if "database_kind" in metafunc.fixturenames:
        kinds = _kinds(metafunc.config)
        metafunc.parametrize("database_kind", kinds[:1] if _is_of_pages(metafunc) else kinds, indirect=True)


@pytest.fixture(scope="session")
def all_databases(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Generator[Databases]:
    """This worker's databases and the apps on them, each made when first asked for."""
    databases = Databases(tmp_path_factory, worker_id)
    yield databases
    databases.close()


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgres`."""
    kind = str(request.param)
    request.node.user_properties.append(("database", kind))
    return kind


@pytest.fixture
def database_url(database_kind: str, all_databases: Databases) -> str:
    """The address of this worker's database, with the tables in it."""
    return all_databases.url(database_kind)


@pytest.fixture
def on_postgres(database_kind: str) -> bool:
    """Whether this test is on PostgreSQL."""
    return database_kind == "postgres"


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Say how many tests each database and the browser saw, and name everything that was skipped."""
    reports = [report for name in ("passed", "failed") for report in terminalreporter.stats.get(name, [])]
    seen = Counter(value for report in reports if report.when == "call" for _, value in report.user_properties)
    terminalreporter.section("what ran")
    for kind, name in (("sqlite", "SQLite"), ("postgres", "PostgreSQL"), ("browser", "Chromium")):
        terminalreporter.write_line(f"{name}: {seen[kind]} tests" if seen[kind] else f"{name}: NOT RUN")
    for option in ("-m", "-k"):
        only = config.getoption(option)
        if only:
            terminalreporter.write_line(f"only tests that are: {only}")
    skipped = terminalreporter.stats.get("skipped", [])
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"skipped: {report.nodeid}: {reason.removeprefix('Skipped: ')}")
    if not skipped:
        terminalreporter.write_line("skipped: nothing")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI=true nothing may be skipped: a skip is a failure there."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI=true allows no skips: {report.longrepr}"
    return report


def _is_of_pages(metafunc: pytest.Metafunc) -> bool:
    """Whether the test asks for pages: by its folder, its file's name or its fixtures. The mark `engines` overrules that.

    What a page shows is the same on every database; the actions and queries below it have tests of their own on each.
    """
    test = metafunc.definition
    if test.get_closest_marker("engines") or "on_postgres" in metafunc.fixturenames:
        return False
    by_its_place = test.path.parent.name in PAGE_FOLDERS or test.path.stem.endswith("pages")
    return by_its_place or not PAGE_FIXTURES.isdisjoint(metafunc.fixturenames)


def _kinds(config: pytest.Config) -> tuple[str, ...]:
    chosen = str(config.getoption("--db"))
    return KINDS if chosen == "both" else (chosen,)
