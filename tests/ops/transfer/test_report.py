"""`flask ideas import`: what is refused or changed on the way is told, and a dry run tells the same."""

import pytest
from sqlalchemy import text

from ideas.base import clock
from ideas.base.db import db, writes_allowed
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.ops.transfer import cli
from ideas.ops.verify.queries import find_violations
from tests.ops.transfer.rows import OAT, SOY, said, snapshot


def test_import_dry_run_writes_nothing_and_reports_the_same(app, run_import):
    bad = {"id": "9"}
    before = snapshot(app)

    dry = run_import(OAT, SOY, bad, options=["--dry-run"])
    unchanged = snapshot(app) == before
    real = run_import(OAT, SOY, bad)

    assert unchanged
    assert dry.output.startswith("A dry run: nothing was written.\n")
    assert said(dry) == said(real)
    assert (dry.exit_code, real.exit_code) == (1, 1)


def test_import_refuses_bad_rows_and_takes_the_others(run_import, rows):
    result = run_import(
        b"\xff\xfe", "{", "", "[]", {"id": "3"}, SOY, SOY, b'{"id": 1, "x": "' + b"y" * 1_000_001 + b'"}'
    )

    assert result.exit_code == 1
    assert said(result)[:12] == [
        "7 rows read.",
        "Ideas: 1 added, 0 here already, 6 refused.",
        "Comments: 0 added, 0 here already, 0 refused.",
        "People: 0 added.",
        "Refused rows:",
        "  line 1: it is not UTF-8",
        "  line 2: it is not JSON",
        "  line 4: it is not a JSON object",
        "  line 5, id 3: title is missing",
        "  line 7, id 8: line 6 has the same source and id",
        "  line 8: it has 1,000,020 bytes; at most 1,000,000 are read",
    ]
    assert [row.title for row in rows(Idea)] == [SOY["title"]]


def test_import_tells_what_it_changed_and_left_out(run_import, rows):
    long = "A tap for oat milk " * 8
    result = run_import(
        {**OAT, "title": long, "status": "archived", "tags": ["a", "b", "c", "d", "e"], "rating": 5},
        {"source": "old", "id": "x", "title": "Taps"},
    )

    notes = result.output.split("Notes:\n")[1].splitlines()
    assert notes == [
        "  Title too long: shortened; the text holds the whole of it: 1 (line 1, id 7)",
        "  Tags left out, too long or beyond the fifth: 1 (line 1, id 7: e)",
        "  Status “archived” means nothing here: put in “New”: 1 (line 1, id 7)",
        "  Without a date, so dated today: 1 (line 2, id x)",
        "  Title shorter than the 10 characters that new ideas need: kept: 1 (line 2, id x)",
        "  Comments take no votes here, so theirs were left out: 1",
        "  Keys that are not used here: rating (1)",
    ]
    assert rows(Idea)[0].body.startswith(f"{long.strip()}\n\n")
    assert rows(Idea)[1].title == "Taps"
    assert result.exit_code == 0


def test_import_keeps_the_place_of_an_empty_comment_with_replies_and_refuses_others(app, run_import, rows):
    comments = [
        {"id": "1", "author": "u1", "body": ""},
        {"id": "2", "parent_id": "1", "author": "u2", "body": "I see"},
        {"id": "3", "author": "u3", "body": "  "},
        {"id": "4", "parent_id": "gone", "author": "u4", "body": "Where was I?"},
    ]

    result = run_import({**SOY, "comments": comments})

    empty, orphan, reply = rows(Comment)
    assert (empty.removed_at is not None, empty.body, empty.author_id) == (True, "", None)
    assert (reply.parent_id, orphan.parent_id) == (empty.id, None)
    assert rows(IdeaRank)[0].comment_count == 2
    assert "  line 1, id 8, comment 3: empty" in said(result)
    assert any(line.startswith("  Replies to a comment that is not there") for line in said(result))
    assert result.exit_code == 0
    with app.app_context():
        assert find_violations(now=clock.now()) == []


def test_import_that_fails_keeps_the_batches_before_and_says_how_to_go_on(app, run_import, monkeypatch, rows):
    monkeypatch.setattr(cli, "BATCH_IDEAS", 1)
    run_import(OAT)
    with app.app_context(), writes_allowed(), db.engine.begin() as connection:
        connection.execute(
            text("UPDATE brand SET next_idea_number = 1 WHERE slug = 'acme'")
        )  # the next number is taken

    result = run_import(OAT, SOY)

    assert result.exit_code == 1
    assert "Error: Stopped before line 2, id 8: " in result.output
    assert "run the same command again to go on" in result.output
    assert len(rows(Idea)) == 1


@pytest.mark.parametrize(
    ("place", "sentence"),
    [({"brand": "nowhere"}, "there is no brand nowhere"), ({"board": "nowhere"}, "Acme Coffee has no board nowhere")],
)
def test_import_to_nowhere_says_so(run_import, place, sentence):
    result = run_import(OAT, **place)

    assert result.exit_code == 2
    assert sentence in result.output
