"""A stage goes while ideas come into it and leave it: no idea is lost, none hangs in the air, nobody waits for ever."""

import threading
from itertools import count

import pytest
from sqlalchemy.exc import OperationalError

from ideas.base.db import brand_scope, writing
from ideas.base.refusal import Conflict
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.pipeline.actions import move_idea
from ideas.community.pipeline.models import Move
from ideas.community.pipeline.stages import retire_stage
from ideas.community.stage.actions import create_stage
from ideas.community.stage.queries import find_stage
from ideas.community.stage.rules import Colour, Phase, StageShape
from ideas.trust.posting.actions import submit
from tests.factories import _here

ROUNDS = 5
numbers = count(1)

pytestmark = pytest.mark.integrity


def test_a_stage_goes_while_ideas_come_and_leave(app, cast, make, now, rows):
    with make.at_work():
        _new_first_stage(cast, "Round 0", now)
    faults = []
    for number in range(ROUNDS):
        ideas = [make.idea() for _ in range(6)]
        with make.at_work():
            _new_first_stage(cast, f"Round {number + 1}", now)
        faults += _race(app, cast, f"round-{number}", f"round-{number + 1}", ideas, now)

    assert faults == []
    last = {stage.slug: stage.id for stage in _stages(rows, cast)}
    assert f"round-{ROUNDS - 1}" not in last
    assert {row.id: row.stage_id for row in rows(Idea)} == {row.idea_id: row.stage_id for row in rows(IdeaRank)}
    assert len(rows(Idea)) == ROUNDS * 10
    for idea in rows(Idea):
        assert idea.stage_version == 1 + len(rows(Move, Move.idea_id == idea.id))


def _race(app, cast, going, coming, ideas, now):
    faults, barrier = [], threading.Barrier(11)

    def at_once(work):
        with app.app_context(), brand_scope(cast.brand.id):
            barrier.wait(20)
            try:
                with writing():
                    work()
            except Conflict:
                pass
            except OperationalError as busy:
                faults.append(f"busy: {str(busy).splitlines()[0]}")
            except Exception as fault:
                faults.append(f"{type(fault).__name__}: {str(fault).splitlines()[0]}")

    def retire():
        retire_stage(find_stage(going), find_stage(coming), by=_here(cast.owner), at=now)

    def share():
        submit(
            _here(cast.brand),
            board=_here(cast.board),
            title=f"Shared in the meantime {next(numbers)}",
            body="",
            by=_here(cast.ben),
            at=now,
        )

    def lead_on(idea):
        stage = find_stage("planned")
        if stage is not None:
            move_idea(_here(idea), brand=_here(cast.brand), to=stage, stage_version=1, by=_here(cast.mod), at=now)

    works = [retire, *[share] * 4, *[lambda idea=idea: lead_on(idea) for idea in ideas]]
    threads = [threading.Thread(target=at_once, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return faults


def _new_first_stage(cast, name, now):
    """A stage that leads to «Planned» and takes the place of the last first one."""
    planned = find_stage("planned")
    shape = StageShape(name, Phase.SUBMITTED, Colour.SLATE, leads_to=frozenset({planned.id}))
    stage = create_stage(_here(cast.brand), shape, by=cast.owner, at=now)
    stage.position = -int(name.split()[-1]) if name.endswith(" 0") else 0
    new = find_stage("new")
    if new is not None:
        retire_stage(new, stage, by=cast.owner, at=now)


def _stages(rows, cast):
    from ideas.community.stage.models import Stage

    return [stage for stage in rows(Stage) if stage.brand_id == cast.brand.id]
