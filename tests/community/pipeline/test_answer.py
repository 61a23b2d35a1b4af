"""Answers: pinned, with their history, and never over somebody else's."""

from datetime import timedelta

import pytest

from ideas.community.board.queries import viewer_for
from ideas.community.idea.actions import lock_idea, withdraw_idea
from ideas.community.pipeline.actions import BadAnswer, StaleAnswer, answer_idea
from ideas.community.pipeline.latest import latest_answers
from ideas.community.pipeline.models import Answer, AnswerRevision
from ideas.community.pipeline.queries import answer_revisions, find_answer
from ideas.community.pipeline.rules import ANSWER_MAX, ANSWER_MIN
from ideas.spine.activity.models import Activity


@pytest.fixture
def idea(house, make):
    return make.idea("Oat milk in every shop")


@pytest.fixture
def answer(house, idea, now):
    def say(body="We will do this, and here is how.", **wishes):
        return answer_idea(idea, brand=house.brand, body=body, **{"by": house.mod, "at": now, **wishes})

    return say


def test_the_first_answer_is_pinned_and_stops_the_clock(answer, idea, house, now, rows):
    given = answer("Yes, **soon** enough.", version=0)

    assert find_answer(idea) is given
    assert (given.body_html, given.version, given.account_id) == (
        "<p>Yes, <strong>soon</strong> enough.</p>\n",
        1,
        house.mod.id,
    )
    assert (given.created_at, given.edited_at, lock_idea(idea.id).answered_at) == (now, None, now)
    assert [row.kind for row in rows(Activity, Activity.idea_id == idea.id)] == ["idea.submitted", "idea.answered"]


def test_another_answer_takes_its_place_and_the_one_before_is_kept(answer, idea, house, now, rows):
    answer("We will look into it.")
    answer("We have looked into it: yes.", by=house.owner, at=now + timedelta(days=2), version=1)

    ((before, replaced_by),) = answer_revisions(idea)
    given = find_answer(idea)
    assert (given.body, given.version, given.account_id) == ("We have looked into it: yes.", 2, house.owner.id)
    assert (before.body, before.version, replaced_by.id) == ("We will look into it.", 1, house.owner.id)
    assert lock_idea(idea.id).answered_at == now
    assert [row.kind for row in rows(Activity, Activity.idea_id == idea.id)][1:] == [
        "idea.answered",
        "idea.answer_edited",
    ]


@pytest.mark.parametrize("seen", [0, 2])
def test_an_answer_written_beside_another_one_is_told(answer, seen, rows):
    answer("The first one to be saved.", version=0)

    with pytest.raises(StaleAnswer) as refused:
        answer("The second one to be saved.", version=seen)

    assert refused.value.status == 409
    assert [one.body for one in rows(Answer)] == ["The first one to be saved."]
    assert rows(AnswerRevision) == []


@pytest.mark.parametrize("body", ["", " " * 30, "x" * (ANSWER_MIN - 1), "x" * (ANSWER_MAX + 1)])
def test_an_answer_has_10_to_10_000_characters(answer, body, rows):
    with pytest.raises(BadAnswer, match="An answer has 10 to 10000 characters") as refused:
        answer(body)

    assert refused.value.field == "answer"
    assert rows(Answer) == []


def test_an_answer_mentions_people_of_this_brand_only(answer):
    html = answer("Thank you @ana-lopes and @otto-outsider.").body_html

    assert 'href="/acme/people/ana-lopes"' in html
    assert "otto-outsider" in html
    assert "people/otto" not in html


def test_the_latest_answers_are_those_that_the_viewer_may_see(house, make, now):
    first, inner, gone = make.idea(), make.idea(board=house.inner_board), make.idea()
    for place, idea in enumerate((first, inner, gone)):
        make.answer(idea, at=now + timedelta(days=place))
    withdraw_idea(gone, by=house.ana, at=now)
    make.idea()

    def numbers(person):
        return [one.number for one in latest_answers(viewer_for(house.brand, person), most=5)]

    assert numbers(None) == numbers(house.stranger) == [first.number]
    assert numbers(house.ana) == numbers(house.mod) == [inner.number, first.number]
