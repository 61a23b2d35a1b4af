"""`flask verify`, `flask idea recount`, `flask idea render`."""

import pytest
from sqlalchemy import text

from ideas.base import html
from ideas.base.db import db, writes_allowed
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank, Tag
from ideas.community.pipeline.models import Answer
from ideas.ops.verify import actions
from ideas.ops.verify.queries import CHECKS


def run(app, *words):
    return app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def damage(app):
    """`damage("UPDATE …")`: break something behind the app's back."""

    def execute(*statements):
        with app.app_context(), writes_allowed(), db.engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    return execute


def columns(rows, model, *names):
    return [tuple(getattr(row, name) for name in names) for row in rows(model)]


def test_verify_says_calmly_that_all_is_well(app, lived_in):
    result = run(app, "verify")

    assert result.exit_code == 0
    assert result.output.startswith(
        f"No violations: 2 brands, 2 ideas, 4 votes, 3 comments, 2 moves, 1 answer. {CHECKS} checks took"
    )


def test_verify_prints_each_violation_and_fails(app, lived_in, damage):
    damage("UPDATE idea_rank SET vote_count = 9", "UPDATE tag SET idea_count = 9 WHERE slug = 'oat'")

    result = run(app, "verify")

    assert result.exit_code == 1
    assert result.output.splitlines()[:2] == [
        f"vote count: idea {lived_in[0]} says 9 votes; there are 3, 0 retained, 0 recorded",
        f"vote count: idea {lived_in[1]} says 9 votes; there are 1, 0 retained, 0 recorded",
    ]
    assert "Error: 3 violations." in result.output


def test_recount_sets_right_whatever_is_wrong(app, lived_in, damage, rows, monkeypatch):
    monkeypatch.setattr(actions, "IDEAS_AT_ONCE", 1)
    names = ("idea_id", "board_id", "stage_id", "visibility", "created_at", "vote_count", "comment_count")
    before, heat, tags = (
        columns(rows, IdeaRank, *names),
        columns(rows, IdeaRank, "heat"),
        columns(rows, Tag, "idea_count"),
    )
    damage(
        f"UPDATE idea_rank SET vote_count = 9, comment_count = 9, heat = -1, visibility = 'spam' WHERE idea_id = {lived_in[0]}",
        f"DELETE FROM idea_rank WHERE idea_id = {lived_in[1]}",
        "UPDATE tag SET idea_count = 0",
    )

    result = run(app, "idea", "recount")

    assert result.output == "Set right: 2 ideas, 2 tags, 0 scores.\n"
    assert columns(rows, IdeaRank, *names) == before
    assert [value for (value,) in columns(rows, IdeaRank, "heat")] == pytest.approx([value for (value,) in heat])
    assert columns(rows, Tag, "idea_count") == tags
    assert run(app, "verify").exit_code == 0


def test_recount_keeps_retained_votes_and_leaves_alone_what_is_right(app, lived_in, damage, rows):
    damage(f"UPDATE idea_rank SET retained_votes = 5 WHERE idea_id = {lived_in[1]}")

    first, again = run(app, "idea", "recount"), run(app, "idea", "recount")

    assert (first.output, again.output) == (
        "Set right: 1 ideas, 0 tags, 0 scores.\n",
        "Set right: 0 ideas, 0 tags, 0 scores.\n",
    )
    assert [rank.vote_count for rank in rows(IdeaRank)] == [3, 6]
    assert run(app, "verify").exit_code == 0


def test_render_brings_older_texts_up_to_date(app, lived_in, damage, rows, monkeypatch):
    monkeypatch.setattr(actions, "TEXTS_AT_ONCE", 1)
    names = ("body_html", "render_version")
    before = {model: columns(rows, model, *names) for model in (Idea, Comment, Answer)}
    damage(*(f"UPDATE {table} SET body_html = 'old', render_version = 0" for table in ("idea", "comment", "answer")))
    damage("UPDATE idea SET excerpt = 'old'")

    result = run(app, "idea", "render")

    assert result.output == "Rendered: 2 ideas, 3 comments, 1 answers.\n"
    assert {model: columns(rows, model, *names) for model in before} == before
    assert [idea.excerpt for idea in rows(Idea)] == ["Please.", ""]


def test_render_leaves_alone_what_is_up_to_date(app, lived_in, damage, rows):
    damage(f"UPDATE idea SET body_html = 'newer', render_version = {html.RENDER_VERSION}")

    assert run(app, "idea", "render").output == "Rendered: 0 ideas, 0 comments, 0 answers.\n"
    assert {idea.body_html for idea in rows(Idea)} == {"newer"}
