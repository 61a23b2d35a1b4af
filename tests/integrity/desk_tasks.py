"""What the processes do at the desk: each act in a transaction of its own."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea, Tag
from ideas.community.idea.tags import set_tags
from ideas.community.tag.merging import merge_tags
from ideas.desk.assignment.actions import assign_idea
from ideas.desk.score.actions import change_criterion, score_idea
from ideas.desk.score.models import Criterion
from ideas.desk.score.queries import criteria_in_use
from ideas.people.account.models import Account

TRIES = 10


@dataclass(frozen=True, slots=True)
class Tagging:
    """Give ideas one or two of the names, in turn; the first lanes merge tags in between."""

    brand_id: int
    account_id: int
    ideas: tuple[int, ...]
    names: tuple[str, ...]
    rounds: int
    lane: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """Score the ideas, in turn, or change what the criteria weigh."""

    brand_id: int
    account_id: int
    ideas: tuple[int, ...]
    criteria: tuple[int, ...]
    rounds: int
    changes: bool


@dataclass(frozen=True, slots=True)
class Taking:
    """Take each of the ideas as one that is nobody's."""

    brand_id: int
    account_id: int
    ideas: tuple[int, ...]


def tag_and_merge(app: Flask, work: Tagging) -> list[str]:
    """Returns what became of each act."""
    outcomes = []
    with app.app_context():
        for number in range(work.rounds):
            outcomes.append(_outcome(_tag, work, number))
            if work.lane < 2:
                outcomes.append(_outcome(_merge, work, number))
    return outcomes


def score_and_change(app: Flask, work: Scoring) -> list[str]:
    """Returns what became of each act."""
    with app.app_context():
        return [_outcome(_reweigh if work.changes else _score, work, number) for number in range(work.rounds)]


def take_all(app: Flask, work: Taking) -> list[tuple[int, str]]:
    """Returns each idea and what became of taking it."""
    with app.app_context():
        return [(idea_id, _outcome(_take, work, idea_id)) for idea_id in work.ideas]


def _tag(work: Tagging, number: int) -> str:
    with brand_scope(work.brand_id), writing():
        idea = lock_idea(work.ideas[(number * 3 + work.lane * 5) % len(work.ideas)])
        names = [
            f"{name} {number // 5}" for name in work.names
        ]  # new ones now and then: merging leaves fewer and fewer
        set_tags(idea, {names[(number + work.lane) % len(names)], names[(number * 3 + work.lane) % len(names)]})
    return "tagged"


def _merge(work: Tagging, number: int) -> str:
    with brand_scope(work.brand_id), writing():
        tags = db.session.scalars(select(Tag).order_by(Tag.id)).all()
        if len(tags) < 2:
            return "none"
        one, other = tags[number % len(tags)], tags[(number + 1) % len(tags)]
        merge_tags(one, other, by=db.session.get_one(Account, work.account_id), at=clock.now())
    return "merged"


def _score(work: Scoring, number: int) -> str:
    with brand_scope(work.brand_id), writing():
        idea = db.session.get_one(Idea, work.ideas[number % len(work.ideas)])
        marks = {criterion.id: 1 + (number + criterion.id + work.account_id) % 5 for criterion in criteria_in_use()}
        score_idea(idea, marks, by=db.session.get_one(Account, work.account_id), at=clock.now())
    return "scored"


def _reweigh(work: Scoring, number: int) -> str:
    with brand_scope(work.brand_id), writing():
        criterion = db.session.get_one(Criterion, work.criteria[number % len(work.criteria)])
        change_criterion(
            criterion,
            name=criterion.name,
            hint="",
            weight=1 + number % 5,
            is_retired=False,
            by=db.session.get_one(Account, work.account_id),
            at=clock.now(),
        )
    return "changed"


def _take(work: Taking, idea_id: int) -> str:
    with brand_scope(work.brand_id), writing():
        idea, by = db.session.get_one(Idea, idea_id), db.session.get_one(Account, work.account_id)
        return "taken" if assign_idea(idea, by.id, seen=None, by=by, at=clock.now()) else "theirs"


def _outcome(act: Any, *given: Any) -> str:
    """What became of the act. Who waited too long for a lock tries again, as a person does who is told so."""
    for _ in range(TRIES):
        try:
            return str(act(*given))
        except OperationalError as error:
            db.session.rollback()
            name = type(error.orig).__name__
            if name == "DeadlockDetected":
                return name
        except Exception as error:
            db.session.rollback()
            return type(getattr(error, "orig", None) or error).__name__
    return "busy"
