"""Moves: only along the brand's ways, one of several at once, and no «no» without its reason."""

from datetime import timedelta

import pytest

from ideas.base.db import brand_scope, db
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import IdeaRank
from ideas.community.pipeline.actions import BadAnswer, NoSuchWay, ReasonMissing, StaleMove, move_idea
from ideas.community.pipeline.models import Answer, AnswerRevision, Move
from ideas.community.pipeline.queries import moves_of
from ideas.community.pipeline.rules import EXPLANATION_MAX, EXPLANATION_MIN
from ideas.community.stage.models import DeclineReason
from ideas.community.stage.queries import all_stages, find_stage, open_reasons, routes_between
from ideas.spine.activity.models import Activity

WHY_NOT = "It would make each cup twice as dear, and nobody wants that."


@pytest.fixture
def idea(house, make):
    return make.idea("Oat milk in every shop")


@pytest.fixture
def move(house, idea, now):
    def to(slug, **wishes):
        wishes = {"by": house.mod, "at": now, "stage_version": lock_idea(idea.id).stage_version, **wishes}
        return move_idea(idea, brand=house.brand, to=find_stage(slug), **wishes)

    return to


@pytest.fixture
def foreign_reason(house):
    with brand_scope(house.rival.id):
        return open_reasons()[0]


def test_move_changes_the_stage_and_tells_the_story(move, idea, house, now, rows):
    made = move("planned")

    (happened,) = rows(Activity, Activity.kind == "idea.moved")
    idea = lock_idea(idea.id)
    assert (idea.stage.slug, idea.stage_version, idea.answered_at) == ("planned", 2, None)
    assert [rank.stage_id for rank in rows(IdeaRank)] == [idea.stage_id]
    assert (made.from_name, made.to_name, made.to_phase, made.version) == ("New", "Planned", "planned", 1)
    assert (made.account_id, made.created_at, made.reason_id, made.explanation) == (house.mod.id, now, None, "")
    assert (happened.account_id, happened.idea_id, happened.board_id) == (house.mod.id, idea.id, house.board.id)
    assert happened.detail == {"move_id": made.id, "from": "New", "to": "Planned", "phase": "planned"}


def test_the_allowed_ways_are_the_brands_and_no_others(make, house, now):
    """Every pair of stages: exactly the ways that the brand drew are open."""
    stages, ways, reason = all_stages(), routes_between(), open_reasons()[0]
    opened = set()
    for start in stages:
        for end in stages:
            idea = make.idea()
            idea.stage_id = start.id
            db.session.flush()
            try:
                move_idea(
                    idea,
                    brand=house.brand,
                    to=end,
                    stage_version=1,
                    by=house.mod,
                    at=now,
                    reason=reason,
                    explanation=WHY_NOT,
                )
            except NoSuchWay:
                continue
            opened.add((start.id, end.id))

    assert opened == ways
    assert 0 < len(ways) < len(stages) ** 2


def test_a_closed_way_is_refused_with_both_names(move):
    with pytest.raises(NoSuchWay, match="From “New” an idea can't go to “In progress”") as refused:
        move("in-progress")

    assert refused.value.field == "stage"


def test_a_stale_move_changes_nothing_and_names_the_new_stage(move, idea, rows):
    move("under-review", stage_version=1)

    with pytest.raises(StaleMove, match=r"it is now in “Under review”\. Nothing was changed\.") as refused:
        move("planned", stage_version=1, answer="We will do this very soon.")

    assert refused.value.status == 409
    assert lock_idea(idea.id).stage.slug == "under-review"
    assert len(rows(Move)) == len(rows(Activity, Activity.kind == "idea.moved")) == 1
    assert rows(Answer) == []


def test_another_brands_stage_is_no_way(idea, house, now):
    with brand_scope(house.rival.id):
        foreign = find_stage("planned")

    with pytest.raises(NoSuchWay):
        move_idea(idea, brand=house.brand, to=foreign, stage_version=1, by=house.mod, at=now)


def test_a_move_may_answer_in_the_same_act(move, idea, house, now, rows):
    move("planned", answer="We will do this **this summer**.")

    (answer,) = rows(Answer)
    assert (answer.body_html, answer.account_id) == (
        "<p>We will do this <strong>this summer</strong>.</p>\n",
        house.mod.id,
    )
    assert lock_idea(idea.id).answered_at == now
    assert {row.kind for row in rows(Activity, Activity.idea_id == idea.id)} == {
        "idea.submitted",
        "idea.answered",
        "idea.moved",
    }


def test_an_answer_that_is_too_short_stops_the_move(move, idea, rows):
    with pytest.raises(BadAnswer) as refused:
        move("planned", answer="Soon.")

    assert refused.value.field == "answer"
    assert lock_idea(idea.id).stage.slug == "new"
    assert rows(Move) == []


def test_a_no_needs_a_reason(move, idea, rows):
    with pytest.raises(ReasonMissing, match="A no needs a reason") as refused:
        move("not-planned", explanation=WHY_NOT)

    assert refused.value.field == "reason"
    assert lock_idea(idea.id).stage.slug == "new"
    assert rows(Move) == []


def test_a_no_needs_a_reason_that_can_still_be_given(move, house):
    reason = open_reasons()[0]
    reason.is_retired = True
    db.session.flush()

    with pytest.raises(ReasonMissing):
        move("not-planned", explanation=WHY_NOT, reason=reason)


def test_a_no_needs_a_reason_of_this_brand(move, foreign_reason, rows):
    with pytest.raises(ReasonMissing):
        move("not-planned", explanation=WHY_NOT, reason=foreign_reason)

    assert rows(Move) == []


@pytest.mark.parametrize("size", [0, EXPLANATION_MIN - 1, EXPLANATION_MAX + 1])
def test_a_no_needs_40_to_2000_characters_of_explanation(move, size):
    with pytest.raises(ReasonMissing, match=f"in 40 to 2000 characters; this has {size}") as refused:
        move("not-planned", explanation="x" * size, reason=open_reasons()[0])

    assert refused.value.field == "explanation"


def test_white_space_explains_nothing(move):
    with pytest.raises(ReasonMissing, match="this has 5"):
        move("not-planned", explanation="\n" * 20 + "Sorry" + "   " * 20, reason=open_reasons()[0])


def test_forty_characters_are_enough_and_become_the_answer(move, idea, now, rows):
    reason = open_reasons()[0]

    made = move("not-planned", explanation="x" * EXPLANATION_MIN, reason=reason)

    assert (made.reason_id, made.explanation) == (reason.id, "x" * 40)
    assert [answer.body for answer in rows(Answer)] == ["x" * 40]
    assert lock_idea(idea.id).answered_at == now
    assert moves_of(idea) == [(made, reason.label)]


def test_an_answer_beside_the_explanation_is_the_answer(move, rows):
    made = move("not-planned", explanation=WHY_NOT, reason=open_reasons()[0], answer="No, and we are sorry.")

    assert made.explanation == WHY_NOT
    assert [answer.body for answer in rows(Answer)] == ["No, and we are sorry."]


def test_what_was_typed_for_a_no_is_dropped_with_a_yes(move, rows):
    made = move("planned", explanation=WHY_NOT, reason=open_reasons()[0])

    assert (made.reason_id, made.explanation) == (None, "")
    assert rows(Answer) == []


def test_the_first_answer_stops_the_clock_for_good(move, idea, house, now, rows):
    move("not-planned", explanation=WHY_NOT, reason=open_reasons()[0])
    move("under-review", at=now + timedelta(days=3))
    move("planned", at=now + timedelta(days=5), answer="We thought again, and we will.")

    (answer,) = rows(Answer)
    assert lock_idea(idea.id).answered_at == now
    assert (answer.body, answer.version, answer.created_at, answer.edited_at) == (
        "We thought again, and we will.",
        2,
        now,
        now + timedelta(days=5),
    )
    assert [revision.body for revision in rows(AnswerRevision)] == [WHY_NOT]
    assert [(one.version, one.to_name) for one in rows(Move)] == [
        (1, "Not planned"),
        (2, "Under review"),
        (3, "Planned"),
    ]


def test_the_story_keeps_the_names_that_stages_had(move, idea):
    move("planned")
    find_stage("planned").name = "On the list"
    db.session.flush()

    assert [made.to_name for made, _ in moves_of(idea)] == ["Planned"]


def test_a_reason_keeps_its_words_after_it_was_retired(move, idea):
    reason = db.session.get(DeclineReason, open_reasons()[2].id)
    move("not-planned", explanation=WHY_NOT, reason=reason)
    reason.is_retired = True
    db.session.flush()

    assert [label for _, label in moves_of(idea)] == ["The law does not let us"]
