"""`flask ideas import`: what arrives, and that a second time changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.models import AnswerPause, Board
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank, IdeaTag, Tag
from ideas.community.idea.rules import COMMENT_HEAT, VOTE_HEAT, heat_of
from ideas.community.stage.models import Stage
from ideas.ops.transfer import cli
from ideas.ops.verify.queries import find_violations
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand, Membership
from ideas.spine.activity.models import Activity
from tests.ops.transfer.rows import OAT, POSTED, SOY, said, snapshot

DAY = timedelta(days=1)


def test_import_adds_an_idea_as_if_it_had_been_posted_here(run_import, cast, rows):
    result = run_import(OAT)

    (idea,), (rank,), (told,) = rows(Idea), rows(IdeaRank), rows(Activity, Activity.kind == "idea.submitted")
    assert (result.exit_code, said(result)[:4]) == (
        0,
        [
            "1 row read.",
            "Ideas: 1 added, 0 here already, 0 refused.",
            "Comments: 3 added, 0 here already, 0 refused.",
            "People: 3 added.",
        ],
    )
    assert (idea.number, idea.title, idea.slug, idea.created_at) == (1, OAT["title"], "oat-milk-in-every-shop", POSTED)
    assert "<strong>do</strong>" in idea.body_html
    assert "<script" not in idea.body_html
    assert idea.excerpt == "Please do. <script>alert(1)</script>"
    assert [row.slug for row in rows(Stage, Stage.id == idea.stage_id)] == ["planned"]
    assert (rank.vote_count, rank.retained_votes, rank.comment_count) == (12, 12, 3)
    assert rank.heat == pytest.approx(
        12 * heat_of(VOTE_HEAT, POSTED)
        + sum(heat_of(COMMENT_HEAT, datetime(2025, 3, day, tzinfo=UTC)) for day in (2, 4))
    )
    assert sorted((tag.name, tag.idea_count) for tag in rows(Tag)) == [("Drinks", 1), ("milk", 1), ("oat", 1)]
    assert len(rows(IdeaTag)) == 3
    assert (told.idea_id, told.account_id, told.created_at, told.fanned_out_at is not None) == (
        idea.id,
        idea.author_id,
        POSTED,
        True,
    )
    assert rows(Brand, Brand.id == cast.brand.id)[0].next_idea_number == 2


def test_import_promises_answers_by_the_ideas_own_dates(run_import, cast, rows, make):
    with make.at_work():
        db.session.get_one(Board, cast.board.id).answer_votes = 12
    pausing = {"starts_at": POSTED + 3 * DAY, "ends_at": POSTED + 5 * DAY, "reason": "Holidays", "created_at": POSTED}
    with make.at_work():
        db.session.add(AnswerPause(brand_id=cast.brand.id, board_id=cast.board.id, **pausing))

    run_import(OAT, {**OAT, "id": "9", "title": "Rice milk, perhaps", "votes": 11})

    wanted, other = rows(IdeaRank)
    assert (wanted.awaits_answer, wanted.answer_due, wanted.due_votes) == (True, POSTED + DAY, None)
    assert (other.awaits_answer, other.answer_due, other.due_votes) == (True, POSTED + 16 * DAY, 12)
    assert [idea.is_imported for idea in rows(Idea)] == [True, True]
    with make.at_work():
        assert find_violations(now=clock.now()) == []


def test_import_brings_authors_whom_nobody_can_write_to(run_import, cast, rows, mails):
    run_import(OAT)

    people = {row.email: row for row in rows(Account, Account.email.endswith("@import.invalid"))}
    places = {row.account_id: row for row in rows(Membership)}
    assert sorted(people) == [f"old.u{number}@import.invalid" for number in (1, 2, 3)]
    for person in people.values():
        assert (person.is_verified, person.mails_on, person.password_hash) == (False, False, None)
        assert places[person.id].brand_id == cast.brand.id
        assert places[person.id].handle == person.display_name
    assert people["old.u3@import.invalid"].created_at == datetime(2025, 3, 4, tzinfo=UTC)
    assert mails() == []


def test_import_flattens_threads_and_keeps_their_order(run_import, rows):
    run_import(OAT)

    first, second, third = rows(Comment)
    assert (first.parent_id, second.parent_id, third.parent_id) == (None, first.id, first.id)
    assert [(row.body, row.counts_heat) for row in (first, second, third)] == [
        ("Yes!", True),
        ("Thank you", False),
        ("And soy", True),
    ]


def test_import_a_second_time_changes_nothing(app, run_import):
    run_import(OAT, SOY)
    before = snapshot(app)

    result = run_import(OAT, SOY)

    assert snapshot(app) == before
    assert said(result)[1:4] == [
        "Ideas: 0 added, 2 here already, 0 refused.",
        "Comments: 0 added, 3 here already, 0 refused.",
        "People: 0 added.",
    ]


def test_import_a_second_time_leaves_what_changed_here(run_import, cast, rows, make):
    from ideas.community.idea.actions import edit_idea

    run_import(OAT)
    with make.at_work():
        idea = db.session.get_one(Idea, rows(Idea)[0].id)
        owner = db.session.merge(cast.owner, load=False)
        edit_idea(
            idea,
            brand=cast.brand,
            title="Oat milk, everywhere",
            body="Short.",
            tags=(),
            version=1,
            by=owner,
            at=clock.now(),
            reason="Said shorter",
        )
    run_import(OAT)

    assert [(row.title, row.version) for row in rows(Idea)] == [("Oat milk, everywhere", 2)]


def test_import_adds_new_comments_to_a_known_idea(app, run_import, rows):
    run_import(OAT, SOY)
    more = [
        {"id": "4", "parent_id": "3", "author": "u4", "created_at": "2025-05-01", "body": "Late to this"},
        {"id": "5", "author": "u2", "created_at": "2025-05-02", "body": "Any news?"},
    ]

    result = run_import({**OAT, "comments": [*OAT["comments"], *more]}, SOY)

    comments, rank = rows(Comment), rows(IdeaRank)[0]
    assert said(result)[2:4] == ["Comments: 2 added, 3 here already, 0 refused.", "People: 1 added."]
    assert {row.body: row.parent_id for row in comments[3:]} == {"Late to this": comments[0].id, "Any news?": None}
    assert rank.comment_count == 5
    with app.app_context():
        assert find_violations(now=clock.now()) == []


def test_import_adds_replies_to_comments_that_are_only_here(run_import, rows):
    run_import(OAT)

    run_import({**OAT, "comments": [{"id": "9", "parent_id": "2", "author": "u9", "body": "Me too"}]})

    assert rows(Comment)[3].parent_id == rows(Comment)[0].id


def test_import_numbers_comments_by_their_idea(run_import, rows):
    same = [{"id": "1", "author": "u1", "body": "Yes"}]

    result = run_import({**OAT, "comments": same}, {**SOY, "comments": same})

    assert said(result)[2] == "Comments: 2 added, 0 here already, 0 refused."
    assert len({row.idea_id for row in rows(Comment)}) == 2


def test_import_knows_comments_without_ids_again(run_import):
    row = {
        **SOY,
        "comments": [{"author": "u1", "created_at": "2025-04-02", "body": "Yes"}, {"author": "u1", "body": "Yes"}],
    }
    run_import(row)

    assert said(run_import(row))[2] == "Comments: 0 added, 2 here already, 0 refused."


def test_import_takes_a_stage_of_the_brand_by_its_own_name(run_import, rows):
    statuses = ["In Progress", "under-review", "done", "rejected", None]
    run_import(*({**SOY, "id": str(number), "status": status} for number, status in enumerate(statuses)))

    slugs = {stage.id: stage.slug for stage in rows(Stage)}
    assert [slugs[idea.stage_id] for idea in rows(Idea)] == [
        "in-progress",
        "under-review",
        "shipped",
        "not-planned",
        "new",
    ]


def test_import_links_those_who_are_mentioned_and_are_here(run_import, rows):
    run_import({**SOY, "body": "As @ana-lopes and @nobody say"})

    assert '<a href="/acme/people/ana-lopes" class="mention"' in rows(Idea)[0].body_html
    assert "@nobody</a>" not in rows(Idea)[0].body_html


def test_import_gives_people_of_one_name_handles_of_their_own(run_import, rows):
    run_import(
        {**SOY, "id": "1", "author": "Ana Lopes"},
        {**SOY, "id": "2", "author": "ana lopes"},
        {**SOY, "id": "3", "author": "田"},
    )

    new = {row.id: row.display_name for row in rows(Account, Account.email.endswith("@import.invalid"))}
    handles = [row.handle for row in rows(Membership) if row.account_id in new]
    assert sorted(new.values()) == ["Ana Lopes", "ana lopes", "田"]
    assert len(set(handles)) == 3
    assert sum(handle.startswith("ana-lopes-") for handle in handles) == 2


def test_import_to_two_brands_keeps_them_apart_and_shares_the_people(app, run_import, cast, rows):
    run_import(OAT)
    run_import(OAT, brand="rival")

    assert sorted(idea.brand_id for idea in rows(Idea)) == sorted((cast.brand.id, cast.rival.id))
    assert len(rows(Account, Account.email.endswith("@import.invalid"))) == 3
    with app.app_context():
        assert find_violations(now=clock.now()) == []


def test_import_without_a_source_takes_the_name_of_the_file(run_import, rows):
    row = {key: value for key, value in SOY.items() if key != "source"}
    run_import(row, name="one.jsonl")
    run_import(row, name="two.jsonl")
    run_import(row, name="one.jsonl")

    assert len(rows(Idea)) == 2


def test_import_in_batches_is_the_same_as_at_once(app, run_import, monkeypatch, rows):
    monkeypatch.setattr(cli, "BATCH_IDEAS", 2)
    lines = [{**OAT, "id": str(number)} for number in range(5)]

    result = run_import(*lines[:3])
    again = run_import(*lines)

    assert said(result)[1] == "Ideas: 3 added, 0 here already, 0 refused."
    assert said(again)[1:4] == [
        "Ideas: 2 added, 3 here already, 0 refused.",
        "Comments: 6 added, 9 here already, 0 refused.",
        "People: 0 added.",
    ]
    assert [idea.number for idea in rows(Idea)] == [1, 2, 3, 4, 5]
    with app.app_context():
        assert find_violations(now=clock.now()) == []


def test_import_puts_comments_in_the_order_in_which_they_were_written(run_import, rows):
    told = [("3", "2025-05-03"), ("1", "2025-05-01"), ("2", "2025-05-02")]
    comments = [{"id": name, "created_at": day, "author": "u5", "body": name} for name, day in told]
    run_import({**SOY, "comments": comments})

    assert [row.body for row in rows(Comment)] == ["1", "2", "3"]
    assert rows(Account, Account.display_name == "u5")[0].created_at == datetime(2025, 5, 1, tzinfo=UTC)


def test_import_counts_people_once_however_many_batches_name_them(run_import, monkeypatch):
    monkeypatch.setattr(cli, "BATCH_IDEAS", 1)
    lines = [{**SOY, "id": str(number), "author": "u1"} for number in range(3)]

    dry, real = run_import(*lines, options=["--dry-run"]), run_import(*lines)

    assert said(dry)[3] == said(real)[3] == "People: 1 added."
