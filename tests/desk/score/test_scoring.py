"""Scoring: the arithmetic, each alone, blind until one has scored, and the kept score always right."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea.models import IdeaRank
from ideas.desk.score.actions import (
    BadCriterion,
    BadScore,
    CriterionExists,
    add_criterion,
    change_criterion,
    score_idea,
    set_up_criteria,
    take_back_score,
)
from ideas.desk.score.queries import all_criteria, scorecard
from ideas.desk.score.rules import personal_mean, summary
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW


def kept(idea):
    return db.session.scalar(select(IdeaRank.score).where(IdeaRank.idea_id == idea.id))


@pytest.fixture
def criteria(house, brand, mod):
    """Reach 3, Fit 3, Cost 2, Confidence 1."""
    set_up_criteria(brand, by=mod, at=NOW)
    return all_criteria()


def marks(criteria, *values):
    return {criterion.id: value for criterion, value in zip(criteria, values, strict=True)}


# --- arithmetic ------------------------------------------------------------------------------------------------------


def test_a_persons_mean_is_weighted():
    assert personal_mean({1: 5, 2: 1}, {1: 3, 2: 1}) == 4.0
    assert personal_mean({1: 5, 9: 1}, {1: 3}) == 5.0  # what is used no more does not count
    assert personal_mean({9: 1}, {1: 3}) is None


def test_mean_and_spread_are_over_the_people():
    assert summary([2.0, 4.0]) == summary([4.0, 2.0])
    assert (summary([2.0, 4.0]).mean, summary([2.0, 4.0]).spread, summary([2.0, 4.0]).people) == (3.0, 1.0, 2)
    assert summary([3.5]).spread == 0.0
    assert summary([]) is None


@given(st.lists(st.floats(1, 5), min_size=1, max_size=6))
def test_the_order_of_the_people_changes_no_bit(means):
    assert {summary(order) for order in itertools.islice(itertools.permutations(means), 40)} == {summary(means)}
    assert 1 <= summary(means).mean <= 5.0000000001


# --- scoring ---------------------------------------------------------------------------------------------------------


def test_the_kept_score_is_the_mean_over_people(house, idea, criteria, mod, owner):
    score_idea(idea, marks(criteria, 5, 5, 5, 5), by=mod, at=NOW)
    assert kept(idea) == 5.0
    score_idea(idea, marks(criteria, 1, 1, 1, 1), by=owner, at=NOW)
    assert kept(idea) == 3.0
    score_idea(idea, marks(criteria, 1, 1, 1, 1), by=mod, at=NOW)
    assert kept(idea) == 1.0
    take_back_score(idea, by=mod, at=NOW)
    take_back_score(idea, by=owner, at=NOW)
    assert kept(idea) is None
    assert take_back_score(idea, by=owner, at=NOW) is False


@pytest.mark.parametrize("values", [(5, 5, 5, 0), (5, 5, 5, 6), (5, 5, 5, None)])
def test_every_criterion_needs_a_mark_from_1_to_5(house, idea, criteria, mod, values):
    with pytest.raises(BadScore):
        score_idea(idea, marks(criteria, *values), by=mod, at=NOW)

    assert kept(idea) is None


def test_without_criteria_nothing_is_scored(house, idea, mod):
    with pytest.raises(BadScore):
        score_idea(idea, {}, by=mod, at=NOW)


def test_changing_a_weight_changes_every_kept_score(house, make, criteria, mod, owner):
    one, other = make.idea(), make.idea()
    for idea in (one, other):
        score_idea(idea, marks(criteria, 5, 1, 1, 1), by=mod, at=NOW)
    before = kept(one)
    reach = criteria[0]

    change_criterion(reach, name="Reach", hint="", weight=1, is_retired=False, by=owner, at=NOW)

    assert before == pytest.approx(21 / 9)
    assert kept(one) == kept(other) == pytest.approx(11 / 7)
    change_criterion(reach, name="Reach", hint="", weight=1, is_retired=True, by=owner, at=NOW)
    assert kept(one) == 1.0
    for criterion in criteria[1:]:
        change_criterion(criterion, name=criterion.name, hint="", weight=1, is_retired=True, by=owner, at=NOW)
    assert kept(one) is None


def test_a_new_criterion_leaves_old_scores_as_they_are(house, brand, idea, criteria, mod):
    score_idea(idea, marks(criteria, 4, 4, 4, 4), by=mod, at=NOW)

    add_criterion(brand, name="Delight", hint="", weight=5, by=mod, at=NOW)

    assert kept(idea) == 4.0


def test_criteria_have_one_name_each_and_a_weight(house, brand, criteria, mod):
    with pytest.raises(CriterionExists):
        add_criterion(brand, name="rEACH", hint="", weight=1, by=mod, at=NOW)
    for weight in (0, 6):
        with pytest.raises(BadCriterion):
            add_criterion(brand, name="New", hint="", weight=weight, by=mod, at=NOW)
    assert set_up_criteria(brand, by=mod, at=NOW) == 0


# --- blind -----------------------------------------------------------------------------------------------------------


def test_who_has_not_scored_sees_nothing_of_the_others(house, brand, idea, criteria, mod, owner):
    score_idea(idea, marks(criteria, 5, 4, 3, 2), by=owner, at=NOW)

    before = scorecard(idea, viewer=viewer_for(brand, mod))
    score_idea(idea, marks(criteria, 1, 1, 1, 1), by=mod, at=NOW)
    after = scorecard(idea, viewer=viewer_for(brand, mod))

    assert (before.together, before.opinions, before.mine, before.people) == (None, (), {}, 1)
    assert [opinion.name for opinion in after.opinions] == ["Mo Derator", "Olga Owner"]
    assert (after.together.people, after.own_mean) == (2, 1.0)


def test_the_log_does_not_tell_the_marks(house, idea, criteria, mod, rows):
    score_idea(idea, marks(criteria, 5, 4, 3, 2), by=mod, at=NOW)

    (entry,) = rows(AuditEntry, AuditEntry.kind == "idea.scored")
    assert (entry.before, entry.after, entry.reason) == ({}, {}, "")


def test_a_score_that_drifted_can_be_put_right(house, idea, criteria, mod):
    from ideas.ops.verify.scores import recount_scores, wrong_scores

    score_idea(idea, marks(criteria, 4, 4, 4, 4), by=mod, at=NOW)
    assert list(wrong_scores(NOW)) == []
    db.session.execute(update(IdeaRank).values(score=2.0))

    assert list(wrong_scores(NOW)) == [f"idea {idea.id} has score 2.0; what staff think of it comes to 4.0"]
    assert recount_scores() == 1
    assert (kept(idea), list(wrong_scores(NOW))) == (4.0, [])


def test_a_score_that_nobody_gave_is_found(house, idea):
    from ideas.ops.verify.scores import recount_scores, wrong_scores

    db.session.execute(update(IdeaRank).values(score=2.0))

    assert len(list(wrong_scores(NOW))) == 1
    assert (recount_scores(), kept(idea)) == (1, None)
