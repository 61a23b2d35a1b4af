"""Fixtures for every test: a migrated database, the app, the cast, clients that are signed in.

Two ways to test. The domain: take `house`, which holds a transaction open in acme's scope, and call actions; all is
rolled back. The pages: take `client_for`, and never `house` with it: a context held open would cache the first person
who signed in. Rows made outside `house` are committed and detached; `reload` reads one again.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis
import limits.storage.memory
import limits.strategies
import pytest
from flask import Flask, g, has_app_context, has_request_context
from sqlalchemy import Connection, Engine, event, inspect, select

from ideas.base.at_commit import run_at_commit
from ideas.base.db import brand_scope, db, every_brand, writing
from ideas.community.board.models import Board
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.spine.activity.models import Activity
from ideas.spine.kinds import kind_named
from ideas.spine.mail.models import Mail
from tests.cast import NOW, Cast
from tests.clients import Client, signed_in_client
from tests.databases import Databases, cast_of, clean_app
from tests.factories import Factories
from tests.locks import LockRecorder

pytest_plugins = ("tests.running", "tests.under_lock")

# A busy machine is no reason to fail.
hypothesis.settings.register_profile("ideas", deadline=None, print_blob=True)
hypothesis.settings.load_profile("ideas")


@event.listens_for(Engine, "before_cursor_execute")
def _no_query_in_an_error_page(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
    """The database may be what is broken: in every test, an error page that asks it for something fails."""
    assert not (has_request_context() and g.get("draws_error_page")), f"an error page asks for: {statement}"


# --- the app ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def make_app(database_url: str, all_databases: Databases) -> Iterator[Callable[..., Flask]]:
    """Build an app on the test database with settings of its own: `make_app(limits="on")`. Its connections end with it."""
    made: list[Flask] = []

    def make(**wishes: Any) -> Flask:
        made.append(all_databases.new_app(database_url, **wishes))
        return made[-1]

    yield make
    for one in made:
        with one.app_context():
            db.engine.dispose()


@pytest.fixture
def app(request: pytest.FixtureRequest, database_kind: str, all_databases: Databases) -> Iterator[Flask]:
    """The app on an empty database, or on one with the cast where the test takes it."""
    yield from clean_app(all_databases.app(database_kind), with_cast="cast" in request.fixturenames)


@pytest.fixture
def limited_app(make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """As `app`, with the rate limits on. Its counters are its own, and their clock stands still however slow the machine is."""
    began = time.time()
    for module in (limits.strategies, limits.storage.memory):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: began))
    yield from clean_app(make_app(limits="on"))


@pytest.fixture(scope="session", autouse=True)
def lock_recorder() -> Iterator[LockRecorder]:
    """Sees what every act locks, on either database."""
    recorder = LockRecorder()
    recorder.start()
    yield recorder
    recorder.stop()


@pytest.fixture(autouse=True)
def _locks_in_order(request: pytest.FixtureRequest, lock_recorder: LockRecorder) -> Iterator[None]:
    """Every act locks rows in the order of `ideas.base.locks`. The demo is many acts in one transaction, with nobody else there."""
    lock_recorder.faults.clear()
    yield
    assert request.path.parent.name == "demo" or not lock_recorder.faults, "\n".join(
        dict.fromkeys(lock_recorder.faults)
    )


@event.listens_for(Activity, "before_insert")
def _says_what_its_kind_needs(mapper: Any, connection: Connection, activity: Activity) -> None:
    """Whoever reads an activity relies on what its kind declares: in tests, one that lacks it is an error."""
    lacks = kind_named(activity.kind).missing(
        board_id=activity.board_id, idea_id=activity.idea_id, detail=activity.detail
    )
    assert not lacks, f"{activity.kind} says nothing of {', '.join(sorted(lacks))}"


# --- the cast --------------------------------------------------------------------------------------------------------


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Both brands, their people and their boards: committed and detached."""
    return cast_of(app)


@pytest.fixture
def house(app: Flask, cast: Cast) -> Iterator[Cast]:
    """An open transaction in acme's scope with the cast in its session, for tests of the domain. Rolled back."""
    with app.app_context(), brand_scope(cast.brand.id), writing():
        db.session.add_all(getattr(cast, field.name) for field in fields(cast))
        yield cast
        db.session.rollback()


@pytest.fixture
def brand(cast: Cast) -> Brand:
    return cast.brand


@pytest.fixture
def rival(cast: Cast) -> Brand:
    return cast.rival


@pytest.fixture
def ana(cast: Cast) -> Account:
    return cast.ana


@pytest.fixture
def ben(cast: Cast) -> Account:
    return cast.ben


@pytest.fixture
def partner(cast: Cast) -> Account:
    return cast.partner


@pytest.fixture
def mod(cast: Cast) -> Account:
    return cast.mod


@pytest.fixture
def owner(cast: Cast) -> Account:
    return cast.owner


@pytest.fixture
def outsider(cast: Cast) -> Account:
    """The rival's owner."""
    return cast.outsider


@pytest.fixture
def stranger(cast: Cast) -> Account:
    """A member of the rival."""
    return cast.stranger


@pytest.fixture
def newcomer(cast: Cast) -> Account:
    """Somebody with an account who takes part nowhere."""
    return cast.newcomer


@pytest.fixture
def board(cast: Cast) -> Board:
    """Acme's public board."""
    return cast.board


@pytest.fixture
def members_board(cast: Cast) -> Board:
    return cast.members_board


@pytest.fixture
def inner_board(cast: Cast) -> Board:
    """Acme's invited board; ana is on it."""
    return cast.inner_board


@pytest.fixture
def rival_board(cast: Cast) -> Board:
    return cast.rival_board


@pytest.fixture
def now() -> datetime:
    """The moment at which domain tests take place."""
    return NOW


# --- making and reading ----------------------------------------------------------------------------------------------


@pytest.fixture
def make(app: Flask, cast: Cast) -> Factories:
    """Factories: `make.idea()`, `make.member()`, `make.account()`; `with make.at_work(): …` for other actions."""
    return Factories(app, cast)


@pytest.fixture
def make_idea(make: Factories) -> Callable[..., Any]:
    """`make_idea("Oat milk, please", by=ben, board=inner_board)`."""
    return make.idea


@pytest.fixture
def idea(make: Factories) -> Any:
    """An idea by ana on acme's public board."""
    return make.idea("Oat milk in every shop")


@pytest.fixture
def client_for(app: Flask) -> Callable[[Account | None], Client]:
    """A test client signed in as this person, or as nobody: `client_for(ana).get("/acme/ideas")`."""
    return lambda person=None: signed_in_client(app, person)


@pytest.fixture
def visitor(app: Flask) -> Client:
    """A client that is signed in as nobody."""
    return signed_in_client(app, None)


@pytest.fixture
def reload(app: Flask) -> Callable[[Any], Any]:
    """`reload(idea)`: the row as the database has it now, detached; None when it is gone."""

    def read(row: Any) -> Any:
        with app.app_context(), every_brand():
            return db.session.get(type(row), inspect(row).identity)

    return read


@pytest.fixture
def rows(app: Flask) -> Callable[..., list[Any]]:
    """`rows(Vote, Vote.idea_id == 1)`: every row of a model in every brand, by primary key, detached.

    Within an open transaction, what it does at commit (the audit log) is done first.
    """

    def read(model: Any, *conditions: Any) -> list[Any]:
        if has_app_context():
            with every_brand():
                run_at_commit(db.session())
                return _all(model, conditions)
        with app.app_context(), every_brand():
            return _all(model, conditions)

    return read


@pytest.fixture
def mails(rows: Callable[..., list[Any]]) -> Callable[[], list[Mail]]:
    """`mails()`: the outbox, oldest first."""
    return lambda: rows(Mail)


@pytest.fixture
def run_jobs(app: Flask) -> Callable[[], int]:
    """`run_jobs()`: do what the worker would, until nothing is left. Returns how many rows were done."""
    return lambda: int(app.extensions["queue"].work())


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], Any]:
    """`with count_queries() as queries: …`: the statements that were sent, savepoints and transactions left out."""

    @contextmanager
    def count() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
            if not statement.upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
                statements.append(statement)

        engine = _engine_of(app)
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return count


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent


def _all(model: Any, conditions: tuple[Any, ...]) -> list[Any]:
    return list(db.session.scalars(select(model).where(*conditions).order_by(*inspect(model).primary_key)))


def _engine_of(app: Flask) -> Any:
    if has_app_context():
        return db.engine
    with app.app_context():
        return db.engine
