"""Stages that change or go while ideas are in them."""

import pytest

from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.pipeline.actions import StaleMove, move_idea
from ideas.community.pipeline.models import Move
from ideas.community.pipeline.stages import (
    StageGone,
    StageInUse,
    can_take_all,
    change_stage,
    retire_stage,
    stage_counts,
)
from ideas.community.stage.actions import LastFirstStage, create_stage
from ideas.community.stage.queries import all_reasons, all_stages, find_stage
from ideas.community.stage.rules import Colour, Phase, StageShape
from ideas.spine.activity.models import Activity

WHY = "We weighed it for a month and it would cost more than it brings to anybody."


def shape(name, phase):
    return StageShape(name, phase, Colour.TEAL)


@pytest.fixture
def inbox(house, now, owner):
    """A second stage for new ideas."""
    return create_stage(house.brand, shape("Inbox", Phase.SUBMITTED), by=owner, at=now)


def declined(house, idea, now):
    move_idea(
        idea,
        brand=house.brand,
        to=find_stage("not-planned"),
        stage_version=idea.stage_version,
        by=house.mod,
        at=now,
        reason=all_reasons()[0],
        explanation=WHY,
    )


def test_retire_moves_every_idea_with_its_story(house, now, owner, inbox, make, rows):
    ideas = [make.idea() for _ in range(3)]
    new = find_stage("new")

    moved = retire_stage(new, inbox, by=owner, at=now)

    assert moved == 3
    assert find_stage("new") is None
    assert stage_counts() == {inbox.id: 3}
    assert {(row.stage_id) for row in rows(IdeaRank)} == {inbox.id}
    moves = rows(Move)
    assert [(move.idea_id, move.version, move.from_name, move.to_name, move.to_phase) for move in moves] == [
        (idea.id, 1, "New", "Inbox", "submitted") for idea in ideas
    ]
    assert {(move.to_stage_id, move.account_id, move.created_at) for move in moves} == {(inbox.id, owner.id, now)}
    told = rows(Activity, Activity.kind == "idea.moved")
    assert [(one.idea_id, one.board_id, one.account_id) for one in told] == [
        (idea.id, idea.board_id, owner.id) for idea in ideas
    ]
    assert [one.detail for one in told] == [
        {"move_id": move.id, "from": "New", "to": "Inbox", "phase": "submitted"} for move in moves
    ]
    assert rows(Activity)[-1].detail == {"name": "New", "into": "Inbox", "ideas": 3}


def test_retire_works_in_batches(house, now, owner, inbox, make, rows, monkeypatch):
    monkeypatch.setattr("ideas.community.pipeline.stages.BATCH", 2)
    for _ in range(5):
        make.idea()

    assert retire_stage(find_stage("new"), inbox, by=owner, at=now) == 5
    assert stage_counts() == {inbox.id: 5}
    assert len(rows(Move)) == len(rows(Activity, Activity.kind == "idea.moved")) == 5


def test_whoever_saw_the_idea_before_is_told(house, now, owner, inbox, make):
    idea = make.idea()
    seen = idea.stage_version

    retire_stage(find_stage("new"), inbox, by=owner, at=now)

    with pytest.raises(StaleMove):
        move_idea(idea, brand=house.brand, to=find_stage("planned"), stage_version=seen, by=owner, at=now)


def test_retire_leaves_the_ideas_of_other_stages_and_brands(house, now, owner, inbox, make, rows):
    planned, foreign = make.idea(), make.idea(brand=house.rival, board=house.rival_board, by=house.stranger)
    move_idea(planned, brand=house.brand, to=find_stage("planned"), stage_version=1, by=owner, at=now)
    make.idea()

    retire_stage(find_stage("new"), inbox, by=owner, at=now)

    stages = {row.id: row.stage_id for row in rows(Idea)}
    assert stages[planned.id] == find_stage("planned").id
    assert stages[foreign.id] == foreign.stage_id
    assert len(rows(Move)) == 2


def test_past_moves_keep_the_name_of_a_stage_that_is_gone(house, now, owner, make, rows):
    idea = make.idea()
    for stage, version in (("under-review", 1), ("planned", 2)):
        move_idea(idea, brand=house.brand, to=find_stage(stage), stage_version=version, by=owner, at=now)

    assert retire_stage(find_stage("under-review"), None, by=owner, at=now) == 0

    first, second = rows(Move)
    for move in (first, second):
        from ideas.base.db import db

        db.session.refresh(move)
    assert (first.to_name, first.to_stage_id) == ("Under review", None)
    assert (second.from_name, second.from_stage_id) == ("Under review", None)


def test_a_stage_with_ideas_needs_a_place_for_them(house, now, owner, inbox, make):
    make.idea()
    new = find_stage("new")

    for into in (None, new):
        with pytest.raises(StageInUse):
            retire_stage(new, into, by=owner, at=now)

    assert find_stage("new") is new


def test_the_last_stage_for_new_ideas_stays(house, now, owner):
    with pytest.raises(LastFirstStage):
        retire_stage(find_stage("new"), find_stage("planned"), by=owner, at=now)


def test_a_stage_that_somebody_else_removed(house, now, owner, inbox, make):
    new, planned = find_stage("new"), find_stage("planned")
    make.idea()
    retire_stage(planned, None, by=owner, at=now)

    with pytest.raises(StageGone):
        retire_stage(planned, None, by=owner, at=now)
    with pytest.raises(StageGone):
        change_stage(planned, shape("Other", Phase.PLANNED), by=owner, at=now)
    with pytest.raises(StageGone):
        retire_stage(new, planned, by=owner, at=now)


def test_ideas_are_not_declined_all_at_once(house, now, owner, inbox, make):
    make.idea()

    assert not can_take_all(find_stage("not-planned"), find_stage("new"))
    with pytest.raises(StageInUse):
        retire_stage(find_stage("new"), find_stage("not-planned"), by=owner, at=now)


def test_from_one_no_to_another_each_idea_keeps_its_reason(house, now, owner, make, rows):
    other = create_stage(house.brand, shape("Never", Phase.DECLINED), by=owner, at=now)
    ideas = [make.idea(), make.idea()]
    for idea in ideas:
        declined(house, idea, now)

    assert can_take_all(other, find_stage("not-planned"))
    retire_stage(find_stage("not-planned"), other, by=owner, at=now)

    last = rows(Move)[-2:]
    assert [(move.idea_id, move.version, move.to_name) for move in last] == [(idea.id, 2, "Never") for idea in ideas]
    assert {(move.reason_id, move.explanation) for move in last} == {(all_reasons()[0].id, WHY)}


def test_from_a_no_to_something_better_the_reason_stays_behind(house, now, owner, make, rows):
    declined(house, make.idea(), now)

    retire_stage(find_stage("not-planned"), find_stage("under-review"), by=owner, at=now)

    assert (rows(Move)[-1].reason_id, rows(Move)[-1].explanation) == (None, "")


@pytest.mark.parametrize(
    ("stage", "phase", "refused"),
    [
        ("under-review", Phase.PLANNED, False),
        ("under-review", Phase.DECLINED, True),
        ("under-review", Phase.SHIPPED, True),
        ("not-planned", Phase.REVIEWING, True),
        ("not-planned", Phase.DECLINED, False),
    ],
)
def test_what_a_stage_with_ideas_means_changes_only_short_of_an_end(house, now, owner, make, stage, phase, refused):
    idea = make.idea()
    if stage == "not-planned":
        declined(house, idea, now)
    else:
        move_idea(idea, brand=house.brand, to=find_stage(stage), stage_version=1, by=owner, at=now)
    found = find_stage(stage)
    before = found.phase

    if refused:
        with pytest.raises(StageInUse):
            change_stage(found, shape("Other", phase), by=owner, at=now)
        assert (found.phase, found.name != "Other") == (before, True)
    else:
        change_stage(found, shape("Other", phase), by=owner, at=now)
        assert (found.phase, found.name) == (phase, "Other")


def test_an_empty_stage_may_come_to_mean_anything(house, now, owner):
    for phase in (Phase.DECLINED, Phase.SHIPPED, Phase.BUILDING):
        change_stage(find_stage("planned"), shape("Other", phase), by=owner, at=now)

    assert find_stage("planned").phase is Phase.BUILDING
    assert len(all_stages()) == 6
