"""A repair that meets somebody in the middle of a change waits for them, and then counts what they left."""

import threading
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import select, text

from ideas.base.db import brand_scope, db, writes_allowed, writing
from ideas.community.comment.actions import remove_comment
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.pipeline.actions import move_idea
from ideas.community.stage.queries import find_stage
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from tests.cast import NOW

IN_THE_MIDDLE = 0.4


@pytest.fixture
def meanwhile(app, cast):
    """`with meanwhile(act): …`: the block runs while `act()` is done and not yet committed; it is committed after it."""

    @contextmanager
    def run(act):
        done = threading.Event()
        thread = threading.Thread(target=_act_slowly, args=(app, cast.brand.id, act, done))
        thread.start()
        assert done.wait(10)
        yield
        thread.join(10)

    return run


def _act_slowly(app, brand_id, act, done):
    with app.app_context(), brand_scope(brand_id), writing():
        act()
        db.session.flush()
        done.set()
        time.sleep(IN_THE_MIDDLE)


def damage(app, sql):
    with app.app_context(), writes_allowed(), db.engine.begin() as connection:
        connection.execute(text(sql))


def test_recount_meets_somebody_who_removes_a_comment(app, cast, lived_in, meanwhile, rows):
    def remove():
        mine = select(Comment).where(Comment.author_id == cast.ben.id)
        remove_comment(db.session.scalars(mine).one(), by=db.session.get_one(Account, cast.ben.id), at=NOW)

    damage(app, f"UPDATE idea_rank SET comment_count = 9 WHERE idea_id = {lived_in[0]}")
    with meanwhile(remove):
        result = app.test_cli_runner().invoke(args=["idea", "recount"])

    assert result.exit_code == 0, result.output
    assert [rank.comment_count for rank in rows(IdeaRank)] == [1, 0]


def test_recount_meets_somebody_who_moves_an_idea(app, cast, lived_in, meanwhile, rows):
    def move():
        idea, by = db.session.get_one(Idea, lived_in[0]), db.session.get_one(Account, cast.mod.id)
        brand = db.session.get_one(Brand, cast.brand.id)
        move_idea(idea, brand=brand, to=find_stage("in-progress"), stage_version=3, by=by, at=NOW)

    with meanwhile(move):
        result = app.test_cli_runner().invoke(args=["idea", "recount"])

    assert result.exit_code == 0, result.output
    assert [rank.stage_id for rank in rows(IdeaRank)] == [idea.stage_id for idea in rows(Idea)]
    assert app.test_cli_runner().invoke(args=["verify"]).exit_code == 0
