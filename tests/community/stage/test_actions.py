"""Making, changing and ordering stages, and the list of reasons."""

import pytest

from ideas.base.db import brand_scope
from ideas.community.stage.actions import (
    LastFirstStage,
    ReasonExists,
    StageExists,
    create_reason,
    create_stage,
    keep_a_first_stage,
    move_stage,
    update_reason,
    update_stage,
)
from ideas.community.stage.queries import (
    all_reasons,
    all_stages,
    find_stage,
    first_stage,
    next_stages,
    open_reasons,
    routes_between,
)
from ideas.community.stage.rules import FIRST_REASONS, FIRST_STAGES, Colour, Phase, StageShape
from ideas.spine.activity.models import Activity


def shape(name="Testing", phase=Phase.REVIEWING, **more):
    return StageShape(name=name, phase=phase, colour=Colour.TEAL, **more)


def shape_of(stage, **changes):
    ways = routes_between()
    now = {
        "name": stage.name,
        "phase": stage.phase,
        "colour": stage.colour,
        "leads_to": frozenset(end for start, end in ways if start == stage.id),
        "comes_from": frozenset(start for start, end in ways if end == stage.id),
    }
    return StageShape(**{**now, **changes})


def slugs():
    return [stage.slug for stage in all_stages()]


def test_a_new_brand_has_its_stages_ways_and_reasons(house):
    assert [stage.name for stage in all_stages()] == [
        "New",
        "Under review",
        "Planned",
        "In progress",
        "Shipped",
        "Not planned",
    ]
    assert {stage.phase for stage in all_stages()} == set(Phase)
    assert first_stage().slug == "new"
    for spec in FIRST_STAGES:
        assert {stage.slug for stage in next_stages(find_stage(spec.slug).id)} == set(spec.leads_to)
    assert [reason.label for reason in open_reasons()] == list(FIRST_REASONS)


def test_create_stage_stands_after_its_kind_with_its_ways(house, now, owner, rows):
    new, planned = find_stage("new"), find_stage("planned")

    stage = create_stage(
        house.brand,
        shape(" Taste\ntest ", leads_to=frozenset({planned.id}), comes_from=frozenset({new.id})),
        by=owner,
        at=now,
    )

    assert (stage.slug, stage.name) == ("taste-test", "Taste test")
    assert slugs() == ["new", "under-review", "taste-test", "planned", "in-progress", "shipped", "not-planned"]
    assert next_stages(stage.id) == [planned]
    assert stage in next_stages(new.id)
    assert rows(Activity)[-1].kind == "stage.created"


def test_ways_lead_only_to_other_stages_of_the_brand(house, now, owner):
    with brand_scope(house.rival.id):
        foreign = find_stage("new").id

    stage = create_stage(
        house.brand, shape(leads_to=frozenset({foreign, 999_999}), comes_from=frozenset({foreign})), by=owner, at=now
    )
    update_stage(stage, shape_of(stage, leads_to=frozenset({stage.id, foreign})), by=owner, at=now)

    assert next_stages(stage.id) == []


@pytest.mark.parametrize("name", ["Planned", "planned", " PLANNED "])
def test_two_stages_have_different_names(house, now, owner, name):
    with pytest.raises(StageExists):
        create_stage(house.brand, shape(name), by=owner, at=now)
    with pytest.raises(StageExists):
        update_stage(find_stage("shipped"), shape_of(find_stage("shipped"), name=name), by=owner, at=now)

    assert slugs().count("planned") == 1


def test_stages_whose_names_give_one_slug_get_different_ones(house, now, owner):
    made = [create_stage(house.brand, shape(name), by=owner, at=now).slug for name in ("Planned!", "Planned?", "計画")]

    assert made == ["planned-2", "planned-3", "stage"]


def test_update_stage_changes_what_it_says_and_keeps_its_address(house, now, owner, rows):
    stage = find_stage("under-review")
    planned = find_stage("planned")

    update_stage(
        stage,
        StageShape(
            "On the table",
            Phase.PLANNED,
            Colour.PINK,
            leads_to=frozenset({planned.id}),
            freezes_votes=True,
            freezes_comments=True,
            freezes_edits=True,
        ),
        by=owner,
        at=now,
    )

    assert (stage.slug, stage.name, stage.phase, stage.colour) == (
        "under-review",
        "On the table",
        Phase.PLANNED,
        Colour.PINK,
    )
    assert (stage.freezes_votes, stage.freezes_comments, stage.freezes_edits) == (True, True, True)
    assert [way for way in routes_between() if stage.id in way] == [(stage.id, planned.id)]
    told = rows(Activity)[-1]
    assert (told.kind, told.detail["from"], told.detail["to"]) == ("stage.updated", "reviewing", "planned")


def test_update_stage_leaves_the_ways_between_others(house, now, owner):
    stage = find_stage("under-review")
    others = {way for way in routes_between() if stage.id not in way}

    update_stage(stage, shape(), by=owner, at=now)

    assert routes_between() == others


def test_new_ideas_always_have_a_stage_to_begin_in(house, now, owner):
    new = find_stage("new")

    with pytest.raises(LastFirstStage):
        update_stage(new, shape_of(new, phase=Phase.REVIEWING), by=owner, at=now)
    with pytest.raises(LastFirstStage):
        keep_a_first_stage(new)

    assert new.phase is Phase.SUBMITTED
    create_stage(house.brand, shape("Inbox", Phase.SUBMITTED), by=owner, at=now)
    update_stage(new, shape_of(new, phase=Phase.REVIEWING), by=owner, at=now)
    assert first_stage().name == "Inbox"


def test_a_submitted_stage_of_another_brand_does_not_count(house, now, owner):
    """The rival has one too; acme's last must stay."""
    with pytest.raises(LastFirstStage):
        keep_a_first_stage(find_stage("new"))


@pytest.mark.parametrize(
    ("slug", "up", "place"),
    [("planned", True, 1), ("planned", False, 3), ("new", True, 0), ("not-planned", False, 5)],
)
def test_move_stage_one_step(house, now, owner, slug, up, place):
    move_stage(find_stage(slug), up=up, by=owner, at=now)

    assert slugs().index(slug) == place
    assert sorted(slugs()) == sorted(spec.slug for spec in FIRST_STAGES)


def test_the_first_submitted_stage_in_order_is_where_ideas_begin(house, now, owner):
    inbox = create_stage(house.brand, shape("Inbox", Phase.SUBMITTED), by=owner, at=now)
    assert first_stage().slug == "new"

    for _ in range(6):
        move_stage(inbox, up=True, by=owner, at=now)

    assert first_stage() is inbox


# --- reasons ---------------------------------------------------------------------------------------------------------


def test_create_reason_goes_to_the_end(house, now, owner, rows):
    reason = create_reason(house.brand, " Not\nnow ", by=owner, at=now)

    assert [one.label for one in all_reasons()][-1] == "Not now"
    assert (rows(Activity)[-1].kind, rows(Activity)[-1].detail) == ("reason.created", {"reason_id": reason.id})


@pytest.mark.parametrize("label", ["We tried it before", "we TRIED it before"])
def test_two_reasons_have_different_words(house, now, owner, label):
    with pytest.raises(ReasonExists):
        create_reason(house.brand, label, by=owner, at=now)
    with pytest.raises(ReasonExists):
        update_reason(all_reasons()[0], label=label, is_retired=False, by=owner, at=now)

    assert len(all_reasons()) == 6


def test_reasons_that_differ_by_an_accent_s_case_are_one(house, now, owner):
    create_reason(house.brand, "Être prudent", by=owner, at=now)

    with pytest.raises(ReasonExists):
        create_reason(house.brand, "être prudent", by=owner, at=now)


def test_a_reason_is_retired_and_brought_back(house, now, owner):
    reason = all_reasons()[0]

    update_reason(reason, label="Too dear", is_retired=True, by=owner, at=now)
    assert reason not in open_reasons()
    assert reason in all_reasons()

    update_reason(reason, label="Too dear", is_retired=False, by=owner, at=now)
    assert open_reasons()[0] is reason
    assert reason.label == "Too dear"
