"""The queue: what waits, for whom, in which order, and how it is read."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from ideas.base.db import db, is_postgres
from ideas.base.keyset import BadCursor
from ideas.community.board.queries import viewer_for
from ideas.community.duplicate.models import LikelyDuplicate
from ideas.community.idea.actions import set_visibility
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.desk.acts.items import find_items, read_ref
from ideas.desk.acts.policy import can_see_to
from ideas.desk.acts.rules import Kind
from ideas.desk.inbox.queue import Filters, count_queue, list_queue
from ideas.desk.inbox.rules import PATIENCE
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.rules import Signal
from ideas.trust.moderation.models import Appeal, Case, Statement
from ideas.trust.moderation.rules import Limit

DAY = timedelta(days=1)


@pytest.fixture
def seen(house):
    """`seen(mod)`: the refs that the queue shows this person, in order."""
    return lambda person, **wishes: [
        item.ref for item in list_queue(viewer_for(house.brand, person), Filters(**wishes)).items
    ]


def _pending(make, **wishes: Any) -> Any:
    idea = make.idea(**wishes)
    set_visibility(idea, Visibility.PENDING, at=wishes["at"])
    return idea


def _one_of_each(house, make, now) -> dict[Kind, str]:
    """One waiting thing of each kind, the later its kind stands, the later it is opened; by kind, what names it."""
    brand, board = house.brand, house.board
    asked = make.idea(at=now - 15 * DAY)
    pending = _pending(make, at=now - 14 * DAY)
    said = make.comment(asked, at=now - 13 * DAY)
    said.visibility = Visibility.PENDING
    other = make.idea(at=now - 20 * DAY)
    make.answer(other, at=now - 19 * DAY)
    case = Case(
        brand_id=brand.id, thing=f"idea:{other.id}", board_id=board.id, idea_id=other.id, report_count=1, opened_at=now
    )
    alert = VoteAlert(
        brand_id=brand.id,
        board_id=board.id,
        idea_id=other.id,
        signal=Signal.BURST,
        evidence={},
        found_at=now,
        last_at=now,
        key="k",
    )
    statement = Statement(
        brand_id=brand.id, account_id=house.ana.id, kind=Limit.HIDE, idea_id=other.id, facts="", created_at=now
    )
    like = LikelyDuplicate(
        brand_id=brand.id, idea_id=asked.id, other_id=other.id, board_id=board.id, likeness=0.8, found_at=now
    )
    db.session.add_all([case, alert, statement, like])
    db.session.flush()
    db.session.add(Appeal(brand_id=brand.id, statement_id=statement.id, body="No.", created_at=now))
    db.session.flush()
    return {
        Kind.ANSWER: f"answer:{asked.id}",
        Kind.APPROVE: f"approve:{pending.id}",
        Kind.COMMENT: f"comment:{said.id}",
        Kind.REPORT: f"report:{case.id}",
        Kind.VOTES: f"votes:{alert.id}",
        Kind.APPEAL: f"appeal:{statement.id}",
        Kind.DUPLICATE: f"duplicate:{asked.id}-{other.id}",
    }


def test_everything_that_waits_is_there_and_the_latest_comes_first(house, make, now, seen, mod):
    refs = _one_of_each(house, make, now)

    # An answer is promised in 14 days; the others have their kind's patience.
    assert seen(mod) == [
        refs[Kind.APPROVE],
        refs[Kind.COMMENT],
        refs[Kind.ANSWER],
        refs[Kind.REPORT],
        refs[Kind.VOTES],
        refs[Kind.APPEAL],
        refs[Kind.DUPLICATE],
    ]
    assert count_queue(viewer_for(house.brand, mod)) == dict.fromkeys(Kind, 1)


def test_a_partner_sees_what_waits_on_their_own_boards_and_no_appeals(house, make, now, seen, partner):
    refs = _one_of_each(house, make, now)
    make.idea(board=house.members_board, at=now)
    _pending(make, board=house.members_board, at=now)
    said = make.comment(make.idea(board=house.members_board, at=now))
    said.visibility = Visibility.PENDING
    db.session.flush()

    assert set(seen(partner)) == set(refs.values()) - {refs[Kind.APPEAL]}
    viewer = viewer_for(house.brand, partner)
    items = {ref: find_items([read_ref(ref)])[read_ref(ref)] for ref in refs.values()}
    assert [ref for ref, item in items.items() if not can_see_to(viewer, item)] == [refs[Kind.APPEAL]]
    assert seen(partner, board_id=house.members_board.id) == []
    assert seen(house.ana) == seen(house.ben) == []


def test_a_filter_shows_one_kind_one_board_or_what_one_took(house, make, now, seen, mod):
    refs = _one_of_each(house, make, now)
    inner = make.idea(board=house.inner_board, at=now)
    inner.assignee_id = mod.id
    db.session.flush()

    assert seen(mod, kind=Kind.REPORT) == [refs[Kind.REPORT]]
    assert seen(mod, board_id=house.inner_board.id) == [f"answer:{inner.id}"]
    assert seen(mod, assignee_id=mod.id) == [f"answer:{inner.id}"]


def test_scored_ideas_can_come_the_best_first(make, now, seen, mod):
    scores = {make.idea(at=now).id: score for score in (2.5, None, 4.75)}
    for idea_id, score in scores.items():
        db.session.execute(update(IdeaRank).where(IdeaRank.idea_id == idea_id).values(score=score))

    low, _, high = scores
    assert seen(mod, by_score=True) == [f"answer:{high}", f"answer:{low}"]


def test_what_was_seen_to_is_gone(house, make, now, seen, mod):
    refs = _one_of_each(house, make, now)
    for row in (*db.session.query(Case), *db.session.query(VoteAlert), *db.session.query(LikelyDuplicate)):
        row.closed_at = now
    make.answer(db.session.get_one(Idea, int(refs[Kind.ANSWER].partition(":")[2])))
    db.session.flush()

    assert seen(mod) == [refs[Kind.APPROVE], refs[Kind.COMMENT], refs[Kind.APPEAL]]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_hold_everything_once_also_where_moments_are_equal(house, make, now, mod, limit):
    viewer = viewer_for(house.brand, mod)
    for kind_of in (make.idea, lambda at: _pending(make, at=at)):
        for days in (0, 0, 1, 1, 2):
            kind_of(at=now - days * DAY)
    _one_of_each(house, make, now - PATIENCE[Kind.APPROVE])
    whole = [item.ref for item in list_queue(viewer, Filters()).items]

    pages, after = [], None
    while True:
        page = list_queue(viewer, Filters(after=after), limit=limit)
        pages += [item.ref for item in page.items]
        after = page.after
        if after is None:
            break

    assert pages == whole
    assert len(set(whole)) == len(whole) == 17


@pytest.mark.parametrize("after", ["x", "WzFd", "W251bGwsMSwxXQ", "WzQ2MTE2ODYwMTg0MjczODc5MDMsMSwxXQ"])
def test_a_cursor_that_was_made_up_is_refused_or_leads_nowhere(house, make, mod, after):
    make.idea()

    with pytest.raises(BadCursor):
        list_queue(viewer_for(house.brand, mod), Filters(after=after))


def test_every_kind_is_read_from_its_index(house, make, now, mod):
    _one_of_each(house, make, now)
    plan = _plan(lambda: list_queue(viewer_for(house.brand, mod), Filters()))

    if is_postgres():  # a handful of rows it would read whole and sort: `_plan` forbids that
        names = ("ix_idea_rank_waiting", "ix_comment_pending", "ix_likely_duplicate_waiting")
    else:
        names = (
            "ix_idea_rank_waiting",
            "ix_idea_rank_board_new",
            "ix_comment_pending",
            "ix_report_case_waiting",
            "ix_vote_alert_waiting",
            "ix_appeal_waiting",
            "ix_likely_duplicate_waiting",
        )
        assert "SCAN idea_rank" not in plan
        assert "SCAN idea" not in plan.replace("SCAN idea_", "")
    assert [name for name in names if name not in plan] == [], plan


def _plan(ask: Any) -> str:
    sent: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if "score" in statement:
            sent.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    connection = db.session.connection()
    if is_postgres():
        for method in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
            connection.exec_driver_sql(f"SET LOCAL enable_{method} = off")
    rows = connection.exec_driver_sql(f"EXPLAIN {'' if is_postgres() else 'QUERY PLAN '}{sent[-1][0]}", sent[-1][1])
    return "\n".join(str(row[-1]) for row in rows)
