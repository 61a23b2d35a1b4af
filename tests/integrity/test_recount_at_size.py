"""A family of 20,000 votes is counted anew by reading each a few times, whatever PostgreSQL believes of the table."""

import pytest
from sqlalchemy import text

from ideas.base.db import db
from ideas.base.limits import PAGE, time_limits
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.merge.actions import merge_ideas, undo_merge
from ideas.community.merge.queries import latest_merge
from ideas.community.vote.models import Vote
from ideas.people.account.models import Account
from tests.cast import NOW

VOTERS, BOTH = 12_000, 8_000  # Everybody votes for the one idea, and 8,000 of them for the other as well.
MOST_READ = 20 * (VOTERS + BOTH)  # Comparing each with each would be 20,000 times as many as there are.
READ = "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'vote'"

# What autovacuum left behind, and what PostgreSQL then takes the table for.
STATISTICS = {
    "of an empty table": ["VACUUM ANALYZE vote"],
    "of a table with a page and no rows": [
        "VACUUM ANALYZE vote",
        "UPDATE pg_class SET relpages = 1, reltuples = 0 WHERE oid = 'vote'::regclass",
    ],
    "none at all": ["UPDATE pg_class SET relpages = 0, reltuples = -1 WHERE oid = 'vote'::regclass"],
}

PEOPLE = """
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :many)
    INSERT INTO account (email, email_key, display_name, locale, shortcuts_on, mails_on, verified_at, created_at)
    SELECT 'voter-' || n || '@example.com', 'voter-' || n || '@example.com', 'Voter ' || n,
           locale, shortcuts_on, mails_on, verified_at, created_at
    FROM number CROSS JOIN account WHERE account.id = :like
"""
THEIR_VOTES = """
    INSERT INTO vote (brand_id, idea_id, account_id, counted_for_id, created_at)
    SELECT brand_id, idea_id, voter.id, idea_id, vote.created_at
    FROM vote CROSS JOIN (SELECT id FROM account WHERE email LIKE 'voter-%' ORDER BY id LIMIT :many) AS voter
    WHERE vote.idea_id = :idea_id AND vote.account_id = :like
"""


@pytest.fixture(params=STATISTICS)
def misled(request, app, cast, on_postgres):
    """The planner believes what it knew of the empty table, and nothing corrects it."""
    with app.app_context(), db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if on_postgres:
            connection.execute(text("ALTER TABLE vote SET (autovacuum_enabled = false)"))
            for statement in STATISTICS[request.param]:
                connection.execute(text(statement))
    yield
    with app.app_context(), db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if on_postgres:
            connection.execute(text("ALTER TABLE vote RESET (autovacuum_enabled)"))


def test_merging_and_undoing_do_not_depend_on_statistics(misled, app, cast, make, rows, on_postgres):
    merged, canonical = (make.idea(by=cast.mod).id for _ in range(2))
    with make.at_work():
        db.session.execute(text(PEOPLE), {"many": VOTERS, "like": cast.mod.id})
        for idea_id, many in ((merged, VOTERS), (canonical, BOTH)):
            db.session.execute(text(THEIR_VOTES), {"many": many, "like": cast.mod.id, "idea_id": idea_id})

    read = [_votes_read(make, cast, on_postgres, act, merged, canonical) for act in (_merge, _undo)]

    assert {rank.idea_id: rank.vote_count for rank in rows(IdeaRank)} == {merged: VOTERS + 1, canonical: BOTH + 1}
    assert [vote for vote in rows(Vote) if vote.counted_for_id != vote.idea_id] == []
    assert max(read) < MOST_READ, read


def _votes_read(make, cast, on_postgres, act, *ideas):
    """How many rows of the vote table an act reads, as a page whose statements are cancelled after five seconds."""
    with time_limits(PAGE), make.at_work():
        mod = db.session.get_one(Account, cast.mod.id)
        act(*(db.session.get_one(Idea, idea_id) for idea_id in ideas), by=mod)
        return db.session.execute(text(READ)).scalar_one() if on_postgres else 0


def _merge(idea, root, *, by):
    merge_ideas(idea, root, by=by, at=NOW)


def _undo(idea, root, *, by):
    undo_merge(latest_merge(idea), by=by, at=NOW)
