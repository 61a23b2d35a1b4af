"""Taking a move back: only into a stage that still means what it meant when the idea was in it."""

import pytest
from sqlalchemy import update

from ideas.base.db import db
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea
from ideas.community.pipeline.stages import change_stage
from ideas.community.pipeline.taking_back import CantTakeBack, take_back_move
from ideas.community.stage.actions import create_stage
from ideas.community.stage.queries import find_stage
from ideas.community.stage.rules import Colour, Phase, StageShape
from tests.cast import NOW


@pytest.fixture
def shape(house):
    """`shape(Phase.DECLINED)`: a stage beside “Planned”."""
    new, planned = find_stage("new"), find_stage("planned")
    ways = {"comes_from": frozenset([new.id]), "leads_to": frozenset([planned.id])}
    return lambda phase: StageShape("Trial", phase, Colour.BLUE, **ways)


def stage_of(idea):
    return lock_idea(idea.id).stage.slug


def test_a_move_out_of_what_came_to_mean_a_no_stays(house, make, shape):
    trial = create_stage(house.brand, shape(Phase.REVIEWING), by=house.owner, at=NOW)
    idea = make.idea()
    make.move(idea, "trial")
    move = make.move(idea, "planned")
    change_stage(trial, shape(Phase.DECLINED), by=house.owner, at=NOW)

    with pytest.raises(CantTakeBack, match="What the stage “Trial” means was changed since"):
        take_back_move(idea, move_id=move.id, by=house.mod, at=NOW)

    assert stage_of(idea) == "planned"


def test_a_move_out_of_what_was_a_no_all_along_is_taken_back(house, make, shape):
    create_stage(house.brand, shape(Phase.DECLINED), by=house.owner, at=NOW)
    idea = make.idea()
    make.move(idea, "trial")
    move = make.move(idea, "planned")

    take_back_move(idea, move_id=move.id, by=house.mod, at=NOW)

    assert stage_of(idea) == "trial"


def test_so_is_one_of_an_idea_that_was_brought_over_as_a_no(house, make, shape):
    trial = create_stage(house.brand, shape(Phase.DECLINED), by=house.owner, at=NOW)
    idea = make.idea()
    db.session.execute(update(Idea).values(is_imported=True, stage_id=trial.id))
    db.session.expire_all()
    move = make.move(idea, "planned")

    take_back_move(idea, move_id=move.id, by=house.mod, at=NOW)

    assert stage_of(idea) == "trial"
