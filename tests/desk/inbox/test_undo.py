"""Undoing an act of the desk: what stands in the way, and who hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.base.db import db
from ideas.community.stage.queries import find_stage
from ideas.desk.acts.act import NotThere, TooLate
from ideas.desk.acts.undo import undo
from ideas.spine.activity.models import Activity
from tests.desk.inbox.pressing import SOON, stage_of


def test_what_somebody_built_upon_is_not_undone(house, make, now, press, token, desk, mod):
    idea = make.idea()
    outcome = press("move", token("answer", idea), stage=find_stage("under-review"))
    make.move(idea, "planned", by=house.owner, at=now + SOON)

    back = undo(outcome.act.id, desk=desk(mod, now + 2 * SOON))

    assert back.done == []
    assert back.refused[0].refusal.sentence.startswith("Olga Owner has changed this since.")
    assert stage_of(idea) == "planned"
    assert outcome.act.undone_at is None


def test_an_act_is_undone_once(make, now, press, token, desk, mod, house):
    outcome = press("take", token("answer", make.idea()), to="@me")
    undo(outcome.act.id, desk=desk(house.owner, now + SOON))

    with pytest.raises(TooLate, match="Olga Owner has undone this already"):
        undo(outcome.act.id, desk=desk(mod, now + 2 * SOON))


def test_a_partner_undoes_nothing_on_other_boards(house, make, now, press, token, desk, partner):
    idea = make.idea(board=house.members_board)
    outcome = press("move", token("answer", idea), stage=find_stage("planned"))

    with pytest.raises(NotThere):
        undo(outcome.act.id, desk=desk(partner, now + SOON))
    assert stage_of(idea) == "planned"
    undo(outcome.act.id, desk=desk(house.owner, now + SOON))

    with pytest.raises(NotThere):  # and they don't hear who undid it
        undo(outcome.act.id, desk=desk(partner, now + 2 * SOON))


def test_nobody_hears_of_what_was_undone_in_time(house, make, now, press, token, desk, mod):
    idea = make.idea(at=now - SOON)
    outcome = press(
        "answer", token("answer", idea), text="Yes: from May on, in every shop.", stage=find_stage("planned")
    )
    mine = select(Activity).where(Activity.idea_id == idea.id, Activity.account_id == mod.id)

    assert {activity.lease_until for activity in db.session.scalars(mine)} == {now + timedelta(seconds=12)}
    undo(outcome.act.id, desk=desk(mod, now + SOON))
    db.session.expire_all()
    assert all(activity.fanned_out_at for activity in db.session.scalars(mine))


def test_those_who_heard_of_it_hear_of_the_way_back(house, make, now, press, token, desk, mod):
    idea = make.idea(at=now - SOON)
    outcome = press("move", token("answer", idea), stage=find_stage("planned"))
    for activity in db.session.scalars(select(Activity)):
        activity.fanned_out_at = now + SOON
    db.session.flush()

    undo(outcome.act.id, desk=desk(mod, now + timedelta(hours=1)))

    waiting = db.session.scalars(select(Activity).where(Activity.fanned_out_at.is_(None))).all()
    assert [activity.kind for activity in waiting] == ["idea.moved"]
