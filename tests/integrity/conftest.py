"""Real processes on a real database, and what must be true after them."""

from collections.abc import Callable, Iterator

import pytest

from ideas.base import clock
from ideas.ops.verify.queries import find_violations
from tests.integrity.crew import Crew
from tests.integrity.meanwhile import Meanwhile


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whatever is in this folder is left out of `make quick`."""
    item.add_marker(pytest.mark.integrity)


@pytest.fixture(scope="session")
def crew() -> Iterator[Crew]:
    """The processes, shared by all tests here."""
    crew = Crew()
    yield crew
    crew.close()


@pytest.fixture
def meanwhile(app, cast) -> Meanwhile:
    """Two people at once."""
    return Meanwhile(app, cast.brand)


@pytest.fixture
def violations(app) -> Callable[[], list[str]]:
    """`violations()`: what `flask verify` would print."""

    def find() -> list[str]:
        with app.app_context():
            return [f"{found.check}: {found.sentence}" for found in find_violations(now=clock.now())]

    return find


@pytest.fixture
def say(capsys) -> Callable[[str], None]:
    """`say("6,000 votes in 9.1 s")`: one line of figures, whatever pytest captures."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {line}", flush=True)

    return say
