"""Hundreds of voters, or two thousand, three sends each, eight processes: one vote each, and every count exact."""

import random
import time
from collections import defaultdict

import pytest
from sqlalchemy import insert

from ideas.base.db import db
from ideas.community.idea.models import IdeaRank
from ideas.community.vote.models import Vote
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from tests.cast import FOUNDED
from tests.integrity import tasks
from tests.integrity.crew import SIZE
from tests.integrity.tasks import Send, tally

IDEAS = 10


@pytest.mark.parametrize("many", [400, pytest.param(2_000, marks=pytest.mark.slow)])
def test_votes_count_once_each_whatever_order_they_come_in(crew, cast, make, rows, database_url, violations, say, many):
    voters = _make_voters(make, cast, many)
    # They vote, take it back, and vote again, in any order.
    togglers = set(voters[-many // 5 :])
    ideas = [make.idea().id for _ in range(IDEAS)]
    choice = random.Random(2026)
    wanted = {voter: ideas[0] if choice.random() < 0.5 else choice.choice(ideas[1:]) for voter in voters}
    sends = [send for voter in voters for send in _sends(cast, voter, wanted[voter], toggles=voter in togglers)]
    choice.shuffle(sends)

    began = time.monotonic()
    logs = crew.work(tasks.vote, database_url, [sends[start::SIZE] for start in range(SIZE)])
    took = time.monotonic() - began
    answers = [answer for log in logs for answer in log]

    assert set(tally(answers)) == {True, False}
    there = {(vote.account_id, vote.idea_id) for vote in rows(Vote, Vote.account_id.in_(voters))}
    assert there == _voters_left(answers)
    assert {voter for voter, _ in there} >= set(voters) - togglers
    assert {rank.idea_id: rank.vote_count for rank in rows(IdeaRank)} == {
        idea: 1 + sum(1 for _, voted in there if voted == idea)
        for idea in ideas  # one is its author's
    }
    assert violations() == []
    say(
        f"votes: {len(sends):,} sends by {many:,} people through {SIZE} processes in {took:.1f} s "
        f"({len(sends) / took:,.0f}/s); {len(there):,} votes, {sum(1 for _, idea in there if idea == ideas[0]):,} on the "
        "hot idea; 0 lost, 0 double, 0 errors, 0 violations"
    )


def _make_voters(make, cast, many):
    people = [
        {
            "email": f"voter-{n}@example.com",
            "email_key": f"voter-{n}@example.com",
            "display_name": f"Voter {n}",
            "verified_at": FOUNDED,
            "created_at": FOUNDED,
        }
        for n in range(many)
    ]
    with make.at_work():
        ids = list(db.session.scalars(insert(Account).returning(Account.id, sort_by_parameter_order=True), people))
        places = [
            {"brand_id": cast.brand.id, "account_id": own_id, "handle": f"voter-{own_id}", "joined_at": FOUNDED}
            for own_id in ids
        ]
        db.session.execute(insert(Membership), places)
    return ids


def _sends(cast, voter, idea, *, toggles):
    return [Send(cast.brand.id, voter, idea, takes_back=toggles and number == 1) for number in range(3)]


def _voters_left(answers):
    """Who has a vote if every answer told the truth: votes that came to be, less those that were taken back."""
    left = defaultdict(int)
    for answer in answers:
        if answer.outcome:
            left[answer.act.account_id, answer.act.idea_id] += -1 if answer.act.takes_back else 1
    assert set(left.values()) <= {0, 1}
    return {pair for pair, votes in left.items() if votes}
