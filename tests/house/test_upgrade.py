"""An upgrade keeps what is there: a database of the first version, with a row in every table, brought up to date.

SQLite can't alter a table in place: it is copied and dropped, which must not take the rows that point at it.
"""

from datetime import UTC, datetime, timedelta

import pytest
from flask_migrate import upgrade
from sqlalchemy import MetaData, select, text

from ideas.base.db import db, writes_allowed
from ideas.community.idea.rules import COMMENT_HEAT, VOTE_HEAT, heat_of
from tests.databases import new_database

AT = datetime(2026, 5, 1, 9, 30, 15, 250_000, tzinfo=UTC)
LATER = AT + timedelta(days=3)
FIRST = "0001_ground"


def rows_of_then():
    """At least one row for every table of the first version: three ideas, of which one is answered and one withdrawn."""
    mine = {"brand_id": 1}
    person = {"locale": "en", "shortcuts_on": True, "mails_on": True, "verified_at": AT, "created_at": AT}
    words = {"body": "Please.", "body_html": "<p>Please.</p>", "render_version": 1}
    idea = {
        **mine,
        **words,
        "board_id": 1,
        "author_id": 1,
        "slug": "oat-milk",
        "excerpt": "Please.",
        "version": 1,
        "stage_version": 1,
        "stage_id": 1,
        "created_at": AT,
        "visibility": "public",
    }
    rank = {**mine, "board_id": 1, "stage_id": 1, "visibility": "public", "created_at": AT, "retained_votes": 0}
    vote = {**mine, "created_at": AT}
    stage = {**mine, "freezes_votes": False, "freezes_comments": False, "freezes_edits": False, "colour": "slate"}
    return {
        "account": [
            {
                **person,
                "id": n,
                "email": f"{name}@example.com",
                "email_key": f"{name}@example.com",
                "display_name": name,
            }
            for n, name in enumerate(("ana", "ben", "olga"), 1)
        ],
        "brand": [
            {
                "id": 1,
                "slug": "acme",
                "name": "Acme",
                "tagline": "",
                "colour": "#7a4a2b",
                "shows_voters": True,
                "next_idea_number": 4,
                "created_at": AT,
            }
        ],
        "mail": [
            {
                "id": 1,
                "kind": "news",
                "address": "ana@example.com",
                "address_key": "ana@example.com",
                "subject": "News",
                "text": "",
                "html": "",
                "headers": {},
                "message_id": "1@acme",
                "created_at": AT,
                "next_try_at": AT,
                "attempts": 0,
            },
            {
                "id": 2,
                "kind": "sign_in",
                "address": "ana@example.com",
                "address_key": "ana@example.com",
                "subject": "Sign in",
                "text": "",
                "html": "",
                "headers": {},
                "message_id": "2@acme",
                "created_at": AT,
                "next_try_at": AT,
                "attempts": 3,
                "outcome": "451 not now",
            },
        ],
        "account_session": [
            {
                "id": 1,
                "account_id": 1,
                "token_hash": b"a" * 32,
                "user_agent": "",
                "created_at": AT,
                "last_seen_at": AT,
                "expires_at": LATER,
            }
        ],
        "account_token": [
            {
                "id": 1,
                "account_id": 1,
                "email": "ana@example.com",
                "email_key": "ana@example.com",
                "secret_hash": b"b" * 32,
                "wish": {},
                "tries": 0,
                "created_at": AT,
                "expires_at": LATER,
                "purpose": "sign_in",
            }
        ],
        "board": [
            {
                **mine,
                "id": 1,
                "slug": "ideas",
                "name": "Ideas",
                "description": "",
                "access": "public",
                "position": 1,
                "created_at": AT,
            }
        ],
        "decline_reason": [{**mine, "id": 1, "label": "Too dear", "position": 1, "is_retired": False}],
        "idea_draft": [
            {
                **mine,
                "id": 1,
                "secret_hash": b"c" * 32,
                "board": "ideas",
                "title": "Half a thought",
                "body": "",
                "tags": "",
                "created_at": AT,
            }
        ],
        "membership": [
            {**mine, "id": n, "account_id": n, "handle": f"person-{n}", "role": role, "joined_at": AT}
            for n, role in enumerate(("member", "partner", "owner"), 1)
        ],
        "stage": [
            {**stage, "id": 1, "slug": "new", "name": "New", "position": 1, "phase": "submitted"},
            {**stage, "id": 2, "slug": "planned", "name": "Planned", "position": 2, "phase": "planned"},
        ],
        "tag": [{**mine, "id": 1, "slug": "milk", "name": "Milk", "idea_count": 1}],
        "board_member": [{**mine, "id": 1, "board_id": 1, "account_id": 2, "is_host": True, "added_at": AT}],
        "idea": [
            {**idea, "id": 1, "number": 1, "title": "Oat milk in every shop"},
            {
                **idea,
                "id": 2,
                "number": 2,
                "title": "Soy milk as well",
                "answered_at": LATER,
                "stage_id": 2,
                "stage_version": 2,
                "version": 2,
            },
            {**idea, "id": 3, "number": 3, "title": "Rice milk, perhaps", "visibility": "withdrawn"},
        ],
        "invitation": [
            {
                **mine,
                "id": 1,
                "board_id": 1,
                "role": "member",
                "secret_hash": b"d" * 32,
                "invited_by_id": 3,
                "created_at": AT,
                "expires_at": LATER,
            }
        ],
        "stage_route": [{**mine, "from_id": 1, "to_id": 2}],
        "activity": [
            {
                **mine,
                "id": 1,
                "kind": "idea.submitted",
                "board_id": 1,
                "idea_id": 1,
                "account_id": 1,
                "detail": {},
                "created_at": AT,
                "fanned_out_at": AT,
                "attempts": 0,
            },
            {
                **mine,
                "id": 2,
                "kind": "idea.moved",
                "board_id": 1,
                "idea_id": 2,
                "account_id": 3,
                "detail": {"move_id": 1},
                "created_at": AT,
                "fanned_out_at": AT,
                "attempts": 0,
            },
            {
                **mine,
                "id": 3,
                "kind": "idea.answered",
                "board_id": 1,
                "idea_id": 2,
                "account_id": 3,
                "detail": {},
                "created_at": AT,
                "attempts": 10,
            },
        ],
        "answer": [{**mine, **words, "idea_id": 2, "account_id": 3, "version": 2, "created_at": LATER}],
        "answer_revision": [{**mine, "id": 1, "idea_id": 2, "version": 1, "body": "No.", "replaced_at": LATER}],
        "comment": [
            {
                **mine,
                **words,
                "id": 1,
                "idea_id": 1,
                "author_id": 2,
                "is_official": False,
                "counts_heat": True,
                "created_at": AT,
            },
            {
                **mine,
                **words,
                "id": 2,
                "idea_id": 1,
                "author_id": 1,
                "parent_id": 1,
                "is_official": False,
                "counts_heat": False,
                "created_at": AT,
            },
        ],
        "follow": [{**mine, "idea_id": 1, "account_id": 2, "created_at": AT}],
        "idea_rank": [
            {
                **rank,
                "idea_id": 1,
                "vote_count": 2,
                "comment_count": 2,
                "heat": 2 * heat_of(VOTE_HEAT, AT) + heat_of(COMMENT_HEAT, AT),
            },
            {
                **rank,
                "idea_id": 2,
                "stage_id": 2,
                "vote_count": 8,
                "retained_votes": 7,
                "comment_count": 0,
                "heat": 8 * heat_of(VOTE_HEAT, AT),
            },
            {**rank, "idea_id": 3, "visibility": "withdrawn", "vote_count": 0, "comment_count": 0, "heat": 0.0},
        ],
        "idea_revision": [
            {
                **mine,
                "id": 1,
                "idea_id": 2,
                "version": 1,
                "title": "Soy milk",
                "body": "",
                "replaced_at": AT,
                "reason": "",
            }
        ],
        "idea_tag": [{**mine, "tag_id": 1, "idea_id": 1}],
        "move": [
            {
                **mine,
                "id": 1,
                "idea_id": 2,
                "version": 1,
                "from_stage_id": 1,
                "to_stage_id": 2,
                "from_name": "New",
                "to_name": "Planned",
                "to_phase": "planned",
                "account_id": 3,
                "explanation": "",
                "created_at": LATER,
            }
        ],
        "vote": [
            {**vote, "idea_id": 1, "account_id": 1},
            {**vote, "idea_id": 1, "account_id": 2},
            {**vote, "idea_id": 2, "account_id": 1},
        ],
        "imported": [
            {**mine, "id": 1, "kind": "idea", "source": "old forum", "source_id": "9", "idea_id": 2, "imported_at": AT},
            {
                **mine,
                "id": 2,
                "kind": "comment",
                "source": "old forum",
                "source_id": "1/1",
                "idea_id": 1,
                "comment_id": 1,
                "imported_at": AT,
            },
        ],
    }


@pytest.fixture
def old_app(all_databases, on_postgres, tmp_path, worker_id):
    """An app on a database of the first version, with its rows; what they were is in `app.extensions["then"]`."""
    url = new_database(f"ideas_upgrade_{worker_id}") if on_postgres else f"sqlite:///{tmp_path / 'old.db'}"
    app = all_databases.new_app(url)
    with app.app_context():
        upgrade(revision=FIRST)
        app.extensions["then"] = _fill()
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def _fill():
    tables = MetaData()
    tables.reflect(db.engine)
    rows = rows_of_then()
    named = {name for name in tables.tables if not name.startswith("huey_") and name != "alembic_version"}
    assert named == set(rows), "each table of the first version has a row"
    with writes_allowed(), db.engine.begin() as connection:
        for name, values in rows.items():
            for row in values:
                connection.execute(tables.tables[name].insert().values(row))
    with db.engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(select(tables.tables[name])).mappings()] for name in rows
        }


def asked(sql):
    return [tuple(row) for row in db.session.execute(text(sql))]


def test_what_was_given_up_is_parked_and_what_failed_has_failures(old_app):
    assert asked("SELECT id, failures, parked_at IS NOT NULL FROM activity ORDER BY id") == [
        (1, 0, False),
        (2, 0, False),
        (3, 10, True),
    ]
    assert asked("SELECT id, failures, lane, parked_at IS NOT NULL FROM mail ORDER BY id") == [
        (1, 0, 1, False),
        (2, 3, 0, False),
    ]


def test_every_row_is_there_as_it_was(old_app):
    now = MetaData()
    now.reflect(db.engine)
    with db.engine.connect() as connection:
        for name, before in old_app.extensions["then"].items():
            columns = [now.tables[name].c[column] for column in before[0]]
            after = [dict(row) for row in connection.execute(select(*columns)).mappings()]
            assert sorted(map(repr, after)) == sorted(map(repr, before)), name


def test_votes_count_for_their_own_idea(old_app):
    assert asked("SELECT idea_id, account_id, counted_for_id, state FROM vote ORDER BY idea_id, account_id") == [
        (1, 1, 1, "counted"),
        (1, 2, 1, "counted"),
        (2, 1, 2, "counted"),
    ]


def test_what_was_not_answered_waits_and_is_due_by_the_usual_rule(old_app):
    ranks = db.session.execute(
        text("SELECT idea_id, awaits_answer, answer_due, due_votes FROM idea_rank ORDER BY idea_id")
    )
    found = {idea_id: (bool(waits), str(due)[:19], votes) for idea_id, waits, due, votes in ranks}
    due = str(AT + timedelta(days=14))[:19]

    assert found == {1: (True, due, 25), 2: (False, due, None), 3: (False, due, 25)}


def test_an_answer_keeps_what_had_been_promised_and_imports_are_known(old_app):
    rows = asked("SELECT id, answer_was_due, is_imported FROM idea ORDER BY id")

    assert [(idea_id, due and str(due)[:19], bool(imported)) for idea_id, due, imported in rows] == [
        (1, None, False),
        (2, str(AT + timedelta(days=14))[:19], True),
        (3, None, False),
    ]


def test_nothing_points_at_nothing_and_verify_is_silent(old_app):
    db.session.rollback()

    result = old_app.test_cli_runner().invoke(args=["verify"])

    assert result.output.startswith("No violations: 1 brand, 3 ideas, 3 votes, 2 comments, 1 move, 1 answer.")
    if db.engine.dialect.name == "sqlite":
        assert asked("PRAGMA foreign_key_check") == []
