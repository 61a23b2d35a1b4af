"""Two acts that lock the same rows wait for each other, and neither is ended by the database."""

from datetime import timedelta

import pytest

from ideas.base.db import db
from ideas.community.idea.story import record_on
from ideas.community.pause.actions import add_pause
from ideas.community.pipeline.actions import move_idea
from ideas.community.pipeline.checklist import add_item, tick_item
from ideas.community.pipeline.models import ChecklistTick, Move
from ideas.community.stage.queries import find_stage, first_stage
from tests.cast import NOW


def here(row):
    """The row, in this transaction."""
    return db.session.get_one(type(row), row.id)


@pytest.fixture
def item(make, cast):
    """What must be ticked before an idea of acme's first board leaves its first stage."""
    with make.at_work():
        return add_item(here(cast.board), first_stage(), "Shops asked", by=here(cast.owner), at=NOW)


@pytest.fixture
def tick_and_move(meanwhile, cast, idea, item, monkeypatch):
    """A move that ticks the item and answers; as the first of two it stops when the tick is made."""
    monkeypatch.setattr("ideas.community.pipeline.checklist.record_on", meanwhile.stops_after(record_on))

    def move():
        move_idea(
            here(idea),
            brand=here(cast.brand),
            to=find_stage("planned"),
            stage_version=1,
            by=here(cast.mod),
            at=NOW,
            ticks=[item.id],
            answer="We asked the shops, and they want it.",
        )

    return move


def test_a_move_with_ticks_and_a_colleagues_tick_wait_for_each_other(meanwhile, cast, idea, item, tick_and_move, rows):
    outcomes = meanwhile(tick_and_move, lambda: tick_item(here(idea), item.id, by=here(cast.owner), at=NOW))

    assert outcomes in {
        ("done", "NotOnTheList"),
        ("done", "done"),
    }  # SQLite lets the second in when the first is through
    assert [one.account_id for one in rows(ChecklistTick)] == [cast.mod.id]
    assert len(rows(Move)) == 1


def test_a_move_with_ticks_and_a_pause_wait_for_each_other(meanwhile, cast, tick_and_move, rows):
    def pause():
        starts_at = NOW + timedelta(days=1)
        ends_at = NOW + timedelta(days=3)
        add_pause(
            here(cast.board), starts_at=starts_at, ends_at=ends_at, reason="Holidays", by=here(cast.owner), at=NOW
        )

    assert meanwhile(tick_and_move, pause) == ("done", "done")
    assert len(rows(Move)) == 1
