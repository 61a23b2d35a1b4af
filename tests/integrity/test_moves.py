"""Twenty people move one idea to different stages in the same instant: one wins, the others are told."""

import time
from collections import Counter

from ideas.community.idea.models import Idea
from ideas.community.pipeline.models import Answer, Move
from ideas.spine.activity.models import Activity
from tests.integrity import tasks
from tests.integrity.crew import RACERS, SIZE
from tests.integrity.tasks import Race

ROUNDS = 12


def test_of_twenty_moves_at_once_exactly_one_wins(crew, cast, make, rows, database_url, violations, say):
    ideas = tuple(make.idea().id for _ in range(ROUNDS))
    lanes = [tuple(range(start, RACERS, SIZE)) for start in range(SIZE)]

    began = time.monotonic()
    logs = crew.work(tasks.race, database_url, [Race(cast.brand.id, cast.mod.id, ideas, own) for own in lanes])
    took = time.monotonic() - began
    answers = [answer for log in logs for answer in log]

    outcomes = {idea: Counter(answer.outcome for answer in answers if answer.act[0] == idea) for idea in ideas}
    winners = dict(answer.act for answer in answers if answer.outcome is True)
    assert outcomes == {idea: {True: 1, "StaleMove": RACERS - 1} for idea in ideas}
    assert {move.idea_id: move.version for move in rows(Move)} == dict.fromkeys(ideas, 1)
    assert {idea.id: idea.stage_version for idea in rows(Idea)} == dict.fromkeys(ideas, 2)
    assert {answer.idea_id: answer.body for answer in rows(Answer)} == {
        idea: f"This is lane {lane} speaking." for idea, lane in winners.items()
    }
    assert sorted(row.idea_id for row in rows(Activity, Activity.kind == "idea.moved")) == sorted(ideas)
    assert violations() == []
    say(
        f"moves: {ROUNDS} ideas, {RACERS} moves each in the same instant, {took:.1f} s; {len(winners)} won by "
        f"{len(set(winners.values()))} different lanes, {ROUNDS * (RACERS - 1)} told StaleMove, 0 errors, 0 violations"
    )
