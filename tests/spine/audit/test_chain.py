"""The audit log: written with each act of staff, refused to whoever would change it, and proven by `flask verify`."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ideas.base.db import brand_scope, db, writes_allowed, writing
from ideas.community.idea.actions import edit_idea
from ideas.community.pipeline.actions import move_idea
from ideas.community.stage.models import DeclineReason
from ideas.community.stage.queries import find_stage
from ideas.people.brand.actions import change_role
from ideas.people.brand.queries import find_membership
from ideas.people.brand.rules import Role
from ideas.spine.activity.actions import record
from ideas.spine.activity.models import Activity
from ideas.spine.audit.models import AuditEntry, AuditHead
from ideas.spine.audit.rules import FIRST_HASH, entry_hash
from tests.cast import NOW


def entries(rows, brand, kind=None):
    return [entry for entry in rows(AuditEntry) if entry.brand_id == brand.id and kind in (None, entry.kind)]


def verify(app):
    return app.test_cli_runner().invoke(args=["verify"])


@pytest.fixture
def past_guards(app):
    """`past_guards("UPDATE …")`: what somebody does to the log who takes its guards off first and puts them on again."""

    def execute(*statements):
        with app.app_context(), writes_allowed(), db.engine.begin() as connection:
            postgres = connection.dialect.name == "postgresql"
            guards = (
                []
                if postgres
                else connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            )
            if postgres:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            for name, _ in guards:
                connection.execute(text(f"DROP TRIGGER {name}"))
            for statement in statements:
                connection.execute(text(statement))
            for _, sql in guards:
                connection.exec_driver_sql(sql)

    return execute


def test_a_move_is_in_the_log_with_what_was_before_after_and_why(house, make, rows):
    idea = make.idea("Oat milk in every shop")
    reason = db.session.scalars(db.select(DeclineReason)).first()
    move_idea(
        idea,
        brand=house.brand,
        to=find_stage("not-planned"),
        stage_version=1,
        by=house.mod,
        at=NOW,
        reason=reason,
        explanation="We would need a second machine in each shop, and there is no room for one.",
    )

    (moved,) = entries(rows, house.brand, "idea.moved")

    assert (moved.account_id, moved.idea_id, moved.board_id) == (house.mod.id, idea.id, idea.board_id)
    assert (moved.before, moved.after["stage"]) == ({"stage": "New"}, "Not planned")
    assert moved.reason == f"{reason.label}. We would need a second machine in each shop, and there is no room for one."
    assert moved.created_at == NOW


def test_what_members_do_is_not_an_act_of_staff(house, make, rows):
    idea = make.idea("Oat milk in every shop", by=house.ana)
    before = len(entries(rows, house.brand))

    edit_idea(idea, brand=house.brand, title="Oat milk, everywhere", body="", tags=(), version=1, by=house.ana, at=NOW)

    assert len(entries(rows, house.brand)) == before


def test_staff_who_change_somebodys_words_are_in_the_log_with_their_reason(house, make, rows):
    idea = make.idea("Oat milk in every shop", by=house.ana)

    edit_idea(
        idea,
        brand=house.brand,
        title="Oat milk, everywhere",
        body="",
        tags=(),
        version=1,
        by=house.mod,
        at=NOW,
        reason="A typing error",
    )

    (edited,) = entries(rows, house.brand, "idea.edited")
    assert (edited.account_id, edited.reason) == (house.mod.id, "A typing error")


def test_each_brand_has_a_chain_of_its_own(house, rows):
    for brand in (house.brand, house.rival):
        chain = entries(rows, brand)
        assert [entry.sequence for entry in chain] == list(range(1, len(chain) + 1))
        assert [entry.previous_hash for entry in chain] == [FIRST_HASH, *(entry.hash for entry in chain[:-1])]
        (head,) = rows(AuditHead, AuditHead.brand_id == brand.id)
        assert (head.sequence, head.hash) == (len(chain), chain[-1].hash)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET reason = 'nicer'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_the_log(app, cast, statement):
    with app.app_context(), writes_allowed(), db.engine.connect() as connection:
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))
        connection.rollback()


def test_sqlite_refuses_to_put_an_entry_in_the_place_of_another(app, cast, on_postgres):
    if on_postgres:
        return  # PostgreSQL has no INSERT OR REPLACE, and its ON CONFLICT DO UPDATE is an update
    with app.app_context(), writes_allowed(), db.engine.connect() as connection:
        for key in ("id", "-id"):
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(
                    text(
                        f"INSERT OR REPLACE INTO audit_entry SELECT {key}, brand_id, sequence, kind, account_id, board_id, idea_id,"
                        " before, after, 'nicer', created_at, previous_hash, hash FROM audit_entry"
                    )
                )
        connection.rollback()


def test_an_entry_that_is_written_over_is_refused_too(app, cast):
    entry = "SELECT id, brand_id, sequence, kind, before, after, reason, created_at, previous_hash, hash FROM audit_entry WHERE true"
    with app.app_context(), writes_allowed(), db.engine.connect() as connection:
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(
                text(
                    "INSERT INTO audit_entry (id, brand_id, sequence, kind, before, after, reason, created_at, previous_hash, hash)"
                    f" {entry} ON CONFLICT (id) DO UPDATE SET reason = 'nicer'"
                )
            )
        connection.rollback()


def test_postgresql_refuses_to_empty_the_log(app, cast, on_postgres):
    if not on_postgres:
        return  # SQLite has no TRUNCATE
    with app.app_context(), writes_allowed(), db.engine.connect() as connection:
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text("TRUNCATE audit_entry"))
        connection.rollback()


def test_verify_proves_an_honest_chain(app, cast):
    assert verify(app).exit_code == 0


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE audit_entry SET reason = 'nicer' WHERE sequence = 2", "entry 2 of brand 1 was changed"),
        ("UPDATE audit_entry SET account_id = NULL WHERE sequence = 2", "entry 2 of brand 1 was changed"),
        ("DELETE FROM audit_entry WHERE sequence = 2", "entry 3 of brand 1 follows entry 1: one is missing"),
        (
            "DELETE FROM audit_entry WHERE brand_id = 1 AND sequence = (SELECT max(sequence) FROM audit_entry WHERE brand_id = 1)",
            "the chain of brand 1 should end",
        ),
        ("DELETE FROM audit_head WHERE brand_id = 1", "should end nowhere"),
        (
            "UPDATE audit_entry SET sequence = 99 - sequence WHERE brand_id = 1 AND sequence IN (2, 97);"
            "UPDATE audit_entry SET sequence = 2 WHERE brand_id = 1 AND sequence = 3;"
            "UPDATE audit_entry SET sequence = 3 WHERE brand_id = 1 AND sequence = 97",
            "entry 2 of brand 1 is not chained",
        ),
        (
            "INSERT INTO audit_entry (brand_id, sequence, kind, before, after, reason, created_at, previous_hash, hash)"
            " SELECT brand_id, sequence + 1, kind, before, after, reason, created_at, hash, hash FROM audit_entry"
            " WHERE brand_id = 1 AND sequence = (SELECT max(sequence) FROM audit_entry WHERE brand_id = 1)",
            "was changed after",
        ),
    ],
)
def test_verify_finds_what_was_changed(app, cast, past_guards, statement, words):
    past_guards(*statement.replace("brand_id = 1", f"brand_id = {cast.brand.id}").split(";"))

    result = verify(app)

    assert result.exit_code == 1
    assert words.replace("brand 1", f"brand {cast.brand.id}") in result.output


ENTRY = {
    "brand_id": 7,
    "sequence": 3,
    "kind": "idea.moved",
    "account_id": 11,
    "board_id": None,
    "idea_id": 13,
    "before": {"stage": "New"},
    "after": {"stage": "Not planned", "move_id": 17},
    "reason": "Kaffee «Zürich» ☕",
    "created_at": NOW,
}


def test_the_hash_of_an_entry_stays_what_it_is_in_every_log_there_is():
    assert entry_hash(FIRST_HASH, **ENTRY).hex() == "a1399287faa4523abaff1854456b131bd543a5ac33da200d42bb68e5f24898e1"


def test_the_hash_covers_the_one_before_and_every_column():
    changes = {name: NOW + timedelta(microseconds=1) if name == "created_at" else "else" for name in ENTRY}
    hashes = {entry_hash(FIRST_HASH, **ENTRY), entry_hash(b"x" * 32, **ENTRY)}
    hashes |= {entry_hash(FIRST_HASH, **{**ENTRY, name: value}) for name, value in changes.items()}

    assert len(hashes) == len(ENTRY) + 2


@pytest.fixture
def forge(on_postgres):
    """What somebody who knows the formula executes to change an entry and its hash, and the new hash as SQL."""

    def statement(entry):
        columns = {name: getattr(entry, name) for name in ENTRY}
        forged = entry_hash(entry.previous_hash, **{**columns, "reason": "nicer"}).hex()
        literal = f"decode('{forged}', 'hex')" if on_postgres else f"x'{forged}'"
        return f"UPDATE audit_entry SET reason = 'nicer', hash = {literal} WHERE id = {entry.id}", literal

    return statement


@pytest.mark.parametrize("is_joined_on", [False, True])
def test_verify_finds_an_entry_that_was_changed_and_hashed_anew(app, cast, rows, past_guards, forge, is_joined_on):
    changed, following = entries(rows, cast.brand)[1:3]
    change, forged = forge(changed)
    join = f"UPDATE audit_entry SET previous_hash = {forged} WHERE id = {following.id}"
    past_guards(change, *([join] if is_joined_on else []))

    result = verify(app)

    assert result.exit_code == 1
    assert f"entry {following.sequence} of brand {cast.brand.id}" in result.output


def test_verify_finds_a_last_entry_that_was_changed_and_hashed_anew(app, cast, rows, past_guards, forge):
    change, _ = forge(entries(rows, cast.brand)[-1])
    past_guards(change)

    result = verify(app)

    assert result.exit_code == 1
    assert f"the chain of brand {cast.brand.id} should end" in result.output


@pytest.fixture
def taken_off(app, on_postgres):
    """A guard that is missing or off, until the test is over."""
    name = "audit_entry_append_only" if on_postgres else "audit_entry_no_update"
    with app.app_context(), writes_allowed(), db.engine.begin() as connection:
        if on_postgres:
            connection.execute(text(f"ALTER TABLE audit_entry DISABLE TRIGGER {name}"))
        else:
            kept = connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{name}'"))
            connection.execute(text(f"DROP TRIGGER {name}"))
    yield name
    with app.app_context(), writes_allowed(), db.engine.begin() as connection:
        if on_postgres:
            connection.execute(text(f"ALTER TABLE audit_entry ENABLE TRIGGER {name}"))
        else:
            put_on(connection, name, kept)


def test_verify_finds_a_missing_guard(app, cast, taken_off):
    result = verify(app)

    assert result.exit_code == 1
    assert f"the trigger {taken_off} is missing or off" in result.output


def put_on(connection, name, sql):
    """Make SQLite's trigger, whatever is there. Dropping it first lets go of what a pooled connection remembers of it."""
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    connection.exec_driver_sql(sql)


@pytest.fixture
def put_in_its_stead(app, on_postgres):
    """A trigger of a guard's name that guards nothing, until the test is over."""
    name = "audit_entry_append_only" if on_postgres else "audit_entry_no_update"
    with app.app_context(), writes_allowed(), db.engine.begin() as connection:
        if on_postgres:
            body = "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} END $$"
            kept = body.format("RAISE EXCEPTION 'the audit log is append-only';")
            connection.exec_driver_sql(body.format("RETURN NEW;"))
        else:
            kept = connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{name}'"))
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.exec_driver_sql(kept.replace(" BEGIN", " WHEN false BEGIN"))
    yield name
    with app.app_context(), writes_allowed(), db.engine.begin() as connection:
        if on_postgres:
            connection.exec_driver_sql(kept)
        else:
            put_on(connection, name, kept)


def test_verify_finds_a_guard_that_was_put_in_anothers_stead(app, cast, put_in_its_stead):
    result = verify(app)

    assert result.exit_code == 1
    assert f"the trigger {put_in_its_stead} is not the one that keeps the audit log" in result.output


def test_odd_values_hash_the_same_when_they_are_read_again(app, make, cast):
    with make.at_work():
        record(
            "brand.updated",
            brand_id=cast.brand.id,
            by=None,
            at=NOW + timedelta(microseconds=1),
            before={"name": "Kaffee «Zürich» ☕\u2028", "share": 0.1 + 0.2, "when": NOW, "many": (1, 2)},
            after={1: None, "deep": {"z": [True, {"a": 1e300}]}},
            reason="x" * 600,
        )

    assert verify(app).output.startswith("No violations")


def test_nobody_is_told_before_the_time_to_undo_is_over(house, make, rows, monkeypatch):
    idea = make.idea("Oat milk in every shop")

    record(
        "idea.locked",
        brand_id=house.brand.id,
        by=house.mod.id,
        at=NOW,
        idea_id=idea.id,
        detail={"statement_id": 1},
        told_after=timedelta(seconds=12),
    )

    (waiting,) = rows(Activity, Activity.kind == "idea.locked")
    assert waiting.lease_until == NOW + timedelta(seconds=12)


def test_the_role_of_a_person_before_and_after(house, rows):
    change_role(find_membership(house.ben), Role.PARTNER, by=house.owner, at=NOW)

    (changed,) = entries(rows, house.brand, "membership.role_changed")
    assert changed.before == {"account_id": house.ben.id, "role": "member"}
    assert changed.after == {"account_id": house.ben.id, "role": "partner"}


def test_the_chain_is_locked_and_written_by_the_commit_alone(app, make, cast, rows):
    before = entries(rows, cast.brand)
    with make.at_work():
        for name in ("first", "second"):
            record("brand.updated", brand_id=cast.brand.id, by=None, at=NOW, reason=name)
        with suppress(ValueError), db.session.begin_nested():
            record("brand.updated", brand_id=cast.brand.id, by=None, at=NOW, reason="rolled back")
            raise ValueError
        assert len(db.session.scalars(db.select(AuditEntry)).all()) == len(before)

    new = entries(rows, cast.brand)[len(before) :]
    assert [(entry.reason, entry.sequence - len(before)) for entry in new] == [("first", 1), ("second", 2)]
    assert verify(app).exit_code == 0


def test_one_transaction_writes_in_the_logs_of_two_brands_with_no_brand_in_scope(app, make, cast, rows):
    before = {brand.id: len(entries(rows, brand)) for brand in (cast.brand, cast.rival)}
    with app.app_context(), writing():
        for brand in (cast.rival, cast.brand):
            with brand_scope(brand.id):
                record("brand.updated", brand_id=brand.id, by=None, at=NOW)

    assert {brand.id: len(entries(rows, brand)) - 1 for brand in (cast.brand, cast.rival)} == before
    assert verify(app).exit_code == 0
