"""An upgrade from the first version with half a million votes: no time limit of a page cuts it off."""

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from ideas.base.db import db, writes_allowed
from tests.databases import new_database

FIRST = "0001_ground"
PEOPLE, IDEAS, VOTES = 5_000, 2_000, 500_000

FILL = (
    "INSERT INTO brand (id, slug, name, tagline, colour, shows_voters, next_idea_number, created_at)"
    f" VALUES (1, 'acme', 'Acme', '', '#7a4a2b', true, {IDEAS + 1}, now())",
    "INSERT INTO account (id, email, email_key, display_name, locale, shortcuts_on, mails_on, verified_at, created_at)"
    " SELECT n, n || '@example.com', n || '@example.com', 'Person ' || n, 'en', true, true, now(), now()"
    f" FROM generate_series(1, {PEOPLE}) AS n",
    "INSERT INTO membership (id, brand_id, account_id, handle, role, joined_at)"
    " SELECT id, 1, id, 'person-' || id, CASE id WHEN 1 THEN 'owner' ELSE 'member' END, now() FROM account",
    "INSERT INTO board (id, brand_id, slug, name, description, access, position, created_at)"
    " VALUES (1, 1, 'ideas', 'Ideas', '', 'public', 1, now())",
    "INSERT INTO stage (id, brand_id, slug, name, position, phase, freezes_votes, freezes_comments, freezes_edits, colour)"
    " VALUES (1, 1, 'new', 'New', 1, 'submitted', false, false, false, 'slate')",
    "INSERT INTO idea (id, brand_id, board_id, stage_id, author_id, number, slug, title, body, body_html, render_version,"
    " excerpt, version, stage_version, visibility, created_at)"
    " SELECT n, 1, 1, 1, 1, n, 'idea', 'Idea ' || n, '', '', 1, '', 1, 1, 'public', '2026-05-01 09:30:00+00'"
    f" FROM generate_series(1, {IDEAS}) AS n",
    "INSERT INTO vote (brand_id, idea_id, account_id, created_at)"
    f" SELECT 1, idea, 1 + (idea * 7 + n) % {PEOPLE}, '2026-05-01 09:30:00+00'"
    f" FROM generate_series(1, {IDEAS}) AS idea CROSS JOIN generate_series(1, {VOTES // IDEAS}) AS n",
    "INSERT INTO idea_rank (idea_id, brand_id, board_id, stage_id, visibility, created_at, vote_count, retained_votes,"
    f" comment_count, heat) SELECT id, 1, 1, 1, 'public', created_at, {VOTES // IDEAS}, 0, 0, 0 FROM idea",
)


@pytest.mark.slow
def test_half_a_million_votes_are_upgraded(all_databases, on_postgres, worker_id, say):
    if not on_postgres:
        return
    app = all_databases.new_app(new_database(f"ideas_large_{worker_id}"))
    with app.app_context():
        upgrade(revision=FIRST)
        with writes_allowed(), db.engine.begin() as connection:
            for statement in FILL:
                connection.execute(text(statement))
        upgrade()
        db.session.remove()

        repaired = app.test_cli_runner().invoke(args=["idea", "recount"])
        verified = app.test_cli_runner().invoke(args=["verify"])

        assert repaired.output.startswith(f"Set right: {IDEAS:,} ideas"), "their heat was not filled in"
        assert verified.output.startswith(f"No violations: 1 brand, {IDEAS:,} ideas, {VOTES:,} votes"), verified.output
        say(verified.output)
        db.engine.dispose()
