"""A whole small community on a real database: its votes are cast in order, and the job looks at them as they come."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from ideas.base import clock
from ideas.base.db import brand_scope, db, writing
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import VOTE_HEAT, heat_of
from ideas.community.vote.counting import add_votes
from ideas.community.vote.models import Vote
from ideas.community.vote.rules import VoteState
from ideas.ops.verify.queries import find_violations
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.trust.fraud.jobs import watch_votes
from tests.trust.fraud.simulator import START, Cast, Scene, Simulator
from tests.trust.fraud.watching import by_minutes

LOOK_HOURS = 8


@pytest.mark.thorough
def test_the_watch_holds_what_farms_cast_and_little_else(app, cast, make, monkeypatch):
    scene = Simulator(11, people=300, sybils=250, ideas=200).run()
    ideas = _settle(app, cast.brand, make, scene)

    for now, casts in by_minutes(scene.casts, LOOK_HOURS * 60):
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        with app.app_context(), brand_scope(cast.brand.id), writing():
            _cast(cast.brand, ideas, casts)
        with app.app_context():
            watch_votes()

    held = _held(app, cast.brand, ideas)
    targets = [vote for vote in scene.casts if vote.is_target]
    honest = [vote for vote in scene.casts if vote.person.is_honest]
    assert sum(_name(vote) in held for vote in targets) >= 0.95 * len(targets)
    assert sum(_name(vote) in held for vote in honest) <= 0.005 * len(honest)
    with app.app_context():
        assert [str(found) for found in find_violations(now=now)] == []


def _settle(app, brand: Brand, make, scene: Scene) -> dict[int, int]:
    """Everybody's account, and the ideas. Returns the ids of the ideas; people keep their numbers, a thousand higher."""
    with app.app_context(), brand_scope(brand.id), writing():
        db.session.execute(
            insert(Account),
            [
                {
                    "id": 1000 + person.id,
                    "email": f"p{person.id}@{person.domain}",
                    "email_key": f"p{person.id}@{person.domain}",
                    "display_name": "Some Body",
                    "network": _short(person.sign_up),
                    "verified_at": person.born,
                    "created_at": person.born,
                }
                for person in scene.people
            ],
        )
        made = {
            number: make.idea(f"Something to wish for, number {number}", at=born) for number, born in scene.born.items()
        }
        db.session.execute(update(Vote).values(created_at=START - timedelta(days=200)))
        db.session.flush()
        for idea in made.values():
            db.session.execute(
                update(IdeaRank)
                .where(IdeaRank.idea_id == idea.id)
                .values(heat=heat_of(VOTE_HEAT, START - timedelta(days=200)))
            )
        return {number: idea.id for number, idea in made.items()}


def _cast(brand: Brand, ideas: dict[int, int], casts: list[Cast]) -> None:
    db.session.execute(
        insert(Vote),
        [
            {
                "brand_id": brand.id,
                "idea_id": ideas[vote.idea],
                "account_id": 1000 + vote.person.id,
                "created_at": vote.at,
                "state": VoteState.COUNTED,
                "counted_for_id": ideas[vote.idea],
                "network": _short(vote.network),
                "referrer": vote.referrer,
            }
            for vote in casts
        ],
    )
    for number in sorted({vote.idea for vote in casts}):
        here = [heat_of(VOTE_HEAT, vote.at) for vote in casts if vote.idea == number]
        add_votes(db.session.get_one(Idea, ideas[number]), len(here), sum(here))


def _held(app, brand: Brand, ideas: dict[int, int]) -> set[tuple[int, int]]:
    numbers = {idea_id: number for number, idea_id in ideas.items()}
    with app.app_context(), brand_scope(brand.id):
        found = db.session.execute(select(Vote.idea_id, Vote.account_id).where(Vote.state == VoteState.UNDER_REVIEW))
        return {(numbers[idea_id], account_id - 1000) for idea_id, account_id in found}


def _name(vote: Cast) -> tuple[int, int]:
    return vote.idea, vote.person.id


def _short(network: str | None) -> str | None:
    return network[:32] if network else None
