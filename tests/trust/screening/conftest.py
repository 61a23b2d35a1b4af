"""Posts that wait on a board that holds them, and forms that were shown some time ago."""

from datetime import timedelta

import pytest
from itsdangerous import URLSafeSerializer
from sqlalchemy import update

from ideas.base import clock
from ideas.base.at_commit import run_at_commit
from ideas.base.db import db
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.trust.posting.actions import submit
from ideas.trust.posting.comments import comment
from tests.trust.screening.people import TYPED

WORDS = {"title": "Oat milk in every shop", "body": "", "tags": "", "board": "ideas"}


@pytest.fixture
def stamp(app):
    def made(seconds):
        at = (clock.now() - timedelta(seconds=seconds)).timestamp()
        return URLSafeSerializer(app.config["SETTINGS"].secret_key, salt="shown").dumps(at)

    return made


@pytest.fixture
def rule(make):
    def set_to(ideas=Approval.NONE, comments=Approval.NONE):
        with make.at_work():
            db.session.execute(update(Board).values(idea_approval=ideas, comment_approval=comments))

    return set_to


@pytest.fixture
def waiting(client_for, ben, rule, rows):
    rule(ideas=Approval.ALL)
    client_for(ben).send("/acme/ideas", WORDS)
    return rows(Idea)[0]


@pytest.fixture
def waiting_comment(client_for, ben, idea, rule, rows):
    rule(comments=Approval.ALL)
    client_for(ben).send(f"/acme/ideas/{idea.number}/comments", {"body": "Count me in."})
    return rows(Comment)[0]


@pytest.fixture
def newbie(make, now):
    return make.member("Nora New", at=now)


@pytest.fixture
def share(house, now):
    def post(by, title="Oat milk in every shop", body="", at=now, signs=TYPED):
        idea = submit(house.brand, board=house.board, title=title, body=body, by=by, at=at, signs=signs)
        run_at_commit(db.session())
        return idea

    return post


@pytest.fixture
def say(house, now):
    def post(idea, by, body="Count me in.", at=now, signs=TYPED, **wishes):
        written = comment(idea, brand=house.brand, body=body, by=by, at=at, signs=signs, **wishes)
        run_at_commit(db.session())
        return written

    return post
