"""The database's own set-up: which SQLite is trusted with what, times, transactions."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from ideas.base.db import db, wal_is_safe, writing
from ideas.people.account.models import Account


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 7, 0), False),
        ((3, 34, 1), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 44, 9), True),
        ((3, 45, 0), False),
        ((3, 46, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_only_where_it_is_mended(version, safe):
    assert wal_is_safe(version) is safe


def test_the_connection_has_its_safeguards(app, on_postgres):
    def value(name: str) -> str:
        return str(db.session.execute(text(f"{'SHOW' if on_postgres else 'PRAGMA'} {name}")).scalar())

    with app.app_context():
        if on_postgres:
            assert value("statement_timeout") == "0"
        else:
            kept = {name: value(name) for name in ("foreign_keys", "busy_timeout", "mmap_size", "trusted_schema")}
            assert kept == {"foreign_keys": "1", "busy_timeout": "5000", "mmap_size": "0", "trusted_schema": "0"}
            assert value("journal_mode") == ("wal" if wal_is_safe(_sqlite_version()) else "delete")


def test_times_come_back_aware_and_in_utc(app, make):
    late = datetime(2026, 6, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))

    account = make.account(at=late)

    with app.app_context():
        kept = db.session.get(Account, account.id).created_at
    assert kept == late
    assert kept.utcoffset() == timedelta(0)


def test_a_naive_time_is_refused(house):
    house.ana.created_at = datetime(2026, 6, 1)  # noqa: DTZ001 - that is the mistake

    with pytest.raises(StatementError, match="naive"):
        db.session.flush()


def test_an_enum_takes_only_its_values(house):
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE membership SET role = 'king'"))


def test_a_transaction_commits_or_leaves_nothing(app, rows):
    def add(email: str) -> None:
        db.session.add(
            Account(email=email, email_key=email, display_name="X", created_at=datetime(2026, 1, 1, tzinfo=UTC))
        )
        db.session.flush()

    with app.app_context():
        with writing():
            add("kept@example.com")
        with pytest.raises(ZeroDivisionError), writing():  # noqa: PT012 - the block is the point
            add("lost@example.com")
            raise ZeroDivisionError

    assert [account.email for account in rows(Account)] == ["kept@example.com"]


def test_nothing_is_written_outside_of_a_transaction_that_writes(app, make):
    account = make.account()

    with app.app_context(), pytest.raises(DBAPIError):
        db.session.execute(update(Account).where(Account.id == account.id).values(display_name="Other"))


def test_a_transaction_that_writes_reads_again_what_was_read_before(app, make):
    account = make.account("Before")

    with app.app_context():
        found = db.session.get_one(Account, account.id)
        assert found.display_name == "Before"
        with app.app_context(), writing():
            db.session.get_one(Account, account.id).display_name = "After"
        with writing():
            assert found.display_name == "After"


def test_a_transaction_that_writes_refuses_another_inside(app):
    with app.app_context(), writing(), pytest.raises(RuntimeError, match="open already"), writing():
        pass


def test_a_transaction_that_writes_refuses_to_lose_changes(app, make):
    account = make.account()

    with app.app_context():
        db.session.get_one(Account, account.id).display_name = "Changed outside"
        with pytest.raises(RuntimeError, match="would be lost"), writing():
            pass


def _sqlite_version() -> tuple[int, ...]:
    from ideas.base.db import sqlite

    return tuple(sqlite.sqlite_version_info)
