"""Acting at the desk: who was faster, whose it is, and many at once."""

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.idea.actions import lock_idea
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer
from ideas.community.stage.queries import find_stage
from ideas.desk.acts.act import NotThere
from ideas.desk.acts.models import DeskAct
from ideas.desk.acts.perform import SeenToMeanwhile
from ideas.desk.acts.undo import undo
from tests.desk.inbox.pressing import SOON, pending, silent, stage_of

# --- who was faster --------------------------------------------------------------------------------------------------


def test_the_second_of_two_is_told_and_nothing_is_done_twice(house, make, now, press, token):
    idea = make.idea()
    name = token("answer", idea)
    press("answer", name, person=house.owner, text="Yes: from May on, in every shop.")

    outcome = press("answer", name, text="No, we can't, sadly, do that.")

    assert outcome.act is None
    assert isinstance(outcome.refused[0].refusal, SeenToMeanwhile)
    assert outcome.refused[0].refusal.sentence.startswith("Olga Owner has seen to this meanwhile.")
    assert db.session.get_one(Answer, idea.id).version == 1


def test_words_that_changed_since_are_not_approved_unread(house, make, now, press, token):
    from ideas.community.idea.actions import edit_idea

    idea = pending(make, now)
    name = token("approve", idea)
    edit_idea(
        idea, brand=house.brand, title="Buy my wonderful watches", body="", tags=(), version=1, by=house.ana, at=now
    )

    outcome = press("approve", name)

    assert outcome.refused[0].refusal.sentence == "This has changed since you opened it. Look at it again, then decide."
    assert idea.visibility is Visibility.PENDING


@pytest.mark.parametrize(
    "name", ["answer:999", "approve:999", "report:999", "comment:999", "votes:999", "duplicate:9-8"]
)
def test_what_is_not_there_is_not_done(house, press, name):
    outcome = press("take", f"{name}@1")

    assert isinstance(outcome.refused[0].refusal, NotThere)


def test_a_partner_acts_on_their_own_boards_only(house, make, press, token, partner):
    idea = make.idea(board=house.members_board)

    outcome = press("answer", token("answer", idea), person=partner, text="I answer this one, too.")

    assert isinstance(outcome.refused[0].refusal, NotThere)
    assert idea.answered_at is None


# --- many at once ----------------------------------------------------------------------------------------------------


def test_many_are_done_at_once_and_each_no_says_why(house, make, now, press, token, desk, mod):
    ideas = [make.idea() for _ in range(4)]
    names = [token("answer", idea) for idea in ideas]
    make.move(ideas[1], "planned")
    with_stage = find_stage("under-review")

    outcome = press("move", *names, "answer:999@1", stage=with_stage)

    assert [one.ref.id for one in outcome.done] == [ideas[0].id, ideas[2].id, ideas[3].id]
    assert [type(one.refusal) for one in outcome.refused] == [SeenToMeanwhile, NotThere]
    assert [stage_of(idea) for idea in ideas] == ["under-review", "planned", "under-review", "under-review"]
    assert len(db.session.scalars(select(DeskAct)).all()) == 1
    back = undo(outcome.act.id, desk=desk(mod, now + SOON))
    assert len(back.done) == 3
    assert [stage_of(idea) for idea in ideas] == ["new", "planned", "new", "new"]
    assert silent(now) == []


def test_the_lock_of_many_is_taken_in_order(make, token, press, mod):
    """The ideas are locked by id, whatever order they were sent in: the acts are the same."""
    ideas = [make.idea() for _ in range(3)]

    outcome = press("take", *reversed([token("answer", idea) for idea in ideas]), to="@me")

    assert [lock_idea(idea.id).assignee_id for idea in ideas] == [mod.id] * 3
    assert isinstance(outcome.act.done["items"], list)
    assert db.session.get_one(Idea, ideas[0].id).assignee_id == mod.id
