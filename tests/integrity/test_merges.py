"""Ideas are merged and merges undone while hundreds or thousands vote: no vote lost, none double, every count exact."""

import random
import time
from collections import defaultdict
from dataclasses import dataclass

import pytest
from sqlalchemy import insert, update

from ideas.base.db import db
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import VOTE_HEAT, heat_of
from ideas.community.merge.models import Merge
from ideas.community.merge.rules import MergeState
from ideas.community.vote.models import Vote
from ideas.people.account.models import Account
from tests.cast import FOUNDED, NOW
from tests.integrity import merging
from tests.integrity.crew import SIZE
from tests.integrity.merging import Join, Part
from tests.integrity.tasks import Send, tally

PATIENCE = 400  # On a busy machine; on a quiet one the large one takes a minute.


@dataclass(frozen=True, slots=True)
class Scale:
    """How many of each. Quitters only take a vote back, wherever it counts by then."""

    ideas: int
    voters: int
    each: int
    quitters: int
    merges: int
    undos: int
    arriving: int


SMALL = Scale(ideas=60, voters=300, each=10, quitters=40, merges=20, undos=10, arriving=600)
LARGE = Scale(ideas=200, voters=2_000, each=10, quitters=200, merges=50, undos=25, arriving=5_000)


@pytest.mark.parametrize("of", [SMALL, pytest.param(LARGE, marks=pytest.mark.slow)], ids=["small", "large"])
def test_no_vote_is_lost_or_doubled_while_ideas_are_merged(crew, cast, make, rows, database_url, violations, say, of):
    choice = random.Random(2027)
    with make.at_work():
        ideas = [make.idea(by=cast.mod).id for _ in range(of.ideas)]
    voters, quitters = _people(make, of.voters), _people(make, of.quitters, "quitter")
    there = _fill(make, cast, choice, ideas, voters, quitters, of.each)
    shares = _plan(cast, choice, ideas, voters, quitters, there, of)

    began = time.monotonic()
    logs = crew.work(merging.merge_and_vote, database_url, shares, patience=PATIENCE)
    took = time.monotonic() - began
    answers = [answer for log in logs for answer in log]

    assert set(tally(answers)) == {True, False}, tally(answers)
    assert [answer for answer in answers if isinstance(answer.act, Join | Part) and answer.outcome is not True] == []
    assert _states(rows) == {MergeState.DONE: of.merges - of.undos, MergeState.UNDONE: of.undos}
    left = {(vote.account_id, vote.idea_id) for vote in rows(Vote)}
    kept = {pair for pair in there if pair[0] in set(voters)}
    arrived = sum(1 for one in answers if isinstance(one.act, Send) and not one.act.takes_back and one.outcome)
    assert left >= kept, "a vote is where it was cast, merged or not"
    assert len([pair for pair in left if pair[0] in set(voters)]) == len(kept) + arrived
    assert [pair for pair in left if pair[0] in set(quitters)] == []
    assert _counts(rows) == _people_behind(rows)
    assert violations() == []
    say(
        f"merges: {of.merges} merges and {of.undos} undos among {of.ideas} ideas with {len(there):,} votes while {of.arriving:,} arrived, "
        f"{SIZE} processes, {took:.1f} s ({len(answers) / took:,.0f} acts/s); {arrived:,} new votes, 0 lost, 0 double, "
        "0 errors, 0 violations"
    )


def _people(make, many, stem="voter"):
    people = [
        {
            "email": f"{stem}-{n}@example.com",
            "email_key": f"{stem}-{n}@example.com",
            "display_name": f"{stem} {n}",
            "verified_at": FOUNDED,
            "created_at": FOUNDED,
        }
        for n in range(many)
    ]
    with make.at_work():
        return list(db.session.scalars(insert(Account).returning(Account.id, sort_by_parameter_order=True), people))


def _fill(make, cast, choice, ideas, voters, quitters, each):
    """Put the votes in place as if they had been cast. Returns who voted for what."""
    pairs = {(voter, idea) for voter in voters for idea in choice.sample(ideas, each)}
    pairs |= {(quitter, choice.choice(ideas)) for quitter in quitters}
    votes = defaultdict(int)
    for _, idea in pairs:
        votes[idea] += 1
    with make.at_work():
        db.session.execute(
            insert(Vote),
            [
                {
                    "brand_id": cast.brand.id,
                    "idea_id": idea,
                    "account_id": voter,
                    "counted_for_id": idea,
                    "created_at": NOW,
                }
                for voter, idea in sorted(pairs)
            ],
        )
        for idea, count in votes.items():
            db.session.execute(
                update(IdeaRank)
                .where(IdeaRank.idea_id == idea)
                .values(vote_count=IdeaRank.vote_count + count, heat=IdeaRank.heat + count * heat_of(VOTE_HEAT, NOW))
            )
    return pairs


def _plan(cast, choice, ideas, voters, quitters, there, of):
    """What each process does, in which order: merges only lead from earlier ideas to later ones, chains of them too."""
    own = cast.brand.id, cast.mod.id
    sources = choice.sample(range(of.ideas // 2), of.merges)
    shares = [[] for _ in range(SIZE)]
    for number, source in enumerate(sources):
        near = ideas[choice.randrange(source + 1, min(source + 40, of.ideas))]
        shares[number % SIZE].append(Join(*own, ideas[source], near))
    acts = [Send(cast.brand.id, choice.choice(voters), _often_merged(choice, ideas)) for _ in range(of.arriving)]
    acts += [
        Send(cast.brand.id, person, idea, takes_back=True) for person, idea in sorted(there) if person in set(quitters)
    ]
    choice.shuffle(acts)
    undone = choice.sample(sources, of.undos)
    return [
        _mixed(
            choice, joins, [Part(*own, join.idea_id) for join in joins if ideas.index(join.idea_id) in undone], own_acts
        )
        for joins, own_acts in zip(shares, (acts[start::SIZE] for start in range(SIZE)), strict=True)
    ]


def _often_merged(choice, ideas):
    return choice.choice(ideas[: len(ideas) // 2] if choice.random() < 0.8 else ideas)


def _mixed(choice, joins, parts, sends):
    """The merges in the first half of the sends, the undos in the second half, at random places."""
    half = len(sends) // 2
    before, after = [*joins, *sends[:half]], [*parts, *sends[half:]]
    choice.shuffle(before)
    choice.shuffle(after)
    return before + after


def _states(rows):
    found = defaultdict(int)
    for merge in rows(Merge):
        found[merge.state] += 1
    return dict(found)


def _counts(rows):
    return {rank.idea_id: rank.vote_count for rank in rows(IdeaRank)}


def _people_behind(rows):
    """How many people voted for each canonical idea or for one that was merged into it; none for a merged one."""
    canonical = {idea.id: idea.canonical_id or idea.id for idea in rows(Idea)}
    people = defaultdict(set)
    for vote in rows(Vote):
        people[canonical[vote.idea_id]].add(vote.account_id)
    return {idea_id: len(people[idea_id]) if idea_id == root else 0 for idea_id, root in canonical.items()}
