"""Waiting for SQLite's one write lock: as long as it is worth it, and not longer."""

import threading
import time

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from ideas.base.db import engine_options, set_up_engine, transactions, writes_allowed


@pytest.fixture
def engine(tmp_path):
    """A SQLite file of its own, set up as the app does it, whatever the other tests run on."""
    url = f"sqlite:///{tmp_path / 'waiting.db'}"
    engine = create_engine(url, **engine_options(url))
    set_up_engine(engine)
    with writes_allowed():
        yield engine
    engine.dispose()


@pytest.fixture
def hold(engine):
    """`hold(0.3)`: keep the write lock that long, from now on, in a thread."""
    threads = []

    def start(seconds):
        held = threading.Event()
        threads.append(threading.Thread(target=_hold, args=(engine, seconds, held)))
        threads[-1].start()
        assert held.wait(5)

    yield start
    for thread in threads:
        thread.join()


def _hold(engine, seconds, held):
    with writes_allowed(), engine.begin():
        held.set()
        time.sleep(seconds)


def test_a_writer_waits_until_the_lock_is_free(engine, hold):
    hold(0.3)

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (id INTEGER)"))
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000


def test_a_writer_gives_up_in_the_end_and_can_try_again(engine, hold, monkeypatch):
    monkeypatch.setattr("ideas.base.db.engine.BUSY_SECONDS", 0.1)
    hold(0.6)

    with pytest.raises(OperationalError, match="database is locked"), engine.begin():
        pass

    monkeypatch.undo()
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


def test_a_reader_does_not_wait(engine, hold):
    hold(0.5)
    began = time.monotonic()

    token = transactions._writes.set(False)
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
    transactions._writes.reset(token)

    assert time.monotonic() - began < 0.4
