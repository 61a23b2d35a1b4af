"""What the processes do while ideas are merged: as `tasks`, with merges and undos among the votes."""

from dataclasses import dataclass

from flask import Flask

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.community.idea.family import FamilyMoves
from ideas.community.idea.models import Idea
from ideas.community.merge.actions import merge_ideas, undo_merge
from ideas.community.merge.queries import latest_merge
from ideas.people.account.models import Account
from tests.integrity.tasks import Answer, Send, _outcome, _send


@dataclass(frozen=True, slots=True)
class Join:
    """Merge one idea into another."""

    brand_id: int
    account_id: int
    idea_id: int
    into_id: int


@dataclass(frozen=True, slots=True)
class Part:
    """Undo the merge of an idea."""

    brand_id: int
    account_id: int
    idea_id: int


def merge_and_vote(app: Flask, acts: list[Send | Join | Part]) -> list[Answer]:
    """Do them all, one after the other."""
    doers = {Send: _send, Join: _join, Part: _part}
    with app.app_context():
        return [Answer(act, _outcome(_persistently, doers[type(act)], act)) for act in acts]


def _persistently(doer, act) -> bool:
    """As a person who is asked to try again."""
    for _ in range(5):
        try:
            return doer(act)
        except FamilyMoves:
            continue
    return doer(act)


def _join(join: Join) -> bool:
    with brand_scope(join.brand_id), writing():
        idea, into = db.session.get_one(Idea, join.idea_id), db.session.get_one(Idea, join.into_id)
        merge_ideas(idea, into, by=db.session.get_one(Account, join.account_id), at=clock.now())
    return True


def _part(part: Part) -> bool:
    with brand_scope(part.brand_id), writing():
        merge = latest_merge(db.session.get_one(Idea, part.idea_id))
        undo_merge(merge, by=db.session.get_one(Account, part.account_id), at=clock.now())
    return True
