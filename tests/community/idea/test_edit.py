"""Editing: by the author while the stage takes edits, by staff with a reason, never over somebody else's edit."""

from datetime import timedelta

import pytest

from ideas.base.db import db
from ideas.community.idea.actions import (
    BadBody,
    BadTitle,
    EditsClosed,
    ReasonMissing,
    StaleEdit,
    edit_idea,
    lock_idea,
    withdraw_idea,
)
from ideas.community.idea.models import IdeaRank, IdeaRevision
from ideas.community.idea.queries import REVISIONS_PAGE, STORY_MAX, revisions_of, story_of
from ideas.community.idea.rules import Visibility
from ideas.community.idea.tags import tags_of
from ideas.ops.verify.queries import find_violations
from ideas.spine.activity.actions import record
from ideas.spine.activity.models import Activity
from tests.cast import NOW


@pytest.fixture
def edit(house, now):
    def change(idea, *, by=None, title="Oat milk in every shop", body="New words.", tags=(), **wishes):
        wishes = {"version": idea.version, "at": now, **wishes}
        edit_idea(idea, brand=house.brand, title=title, body=body, tags=tags, by=by or house.ana, **wishes)
        return lock_idea(idea.id)

    return change


@pytest.fixture
def idea(house, make):
    return make.idea("Oat milk in every shop", body="Old *words*.", tags=("milk",))


def test_edit_changes_the_words_and_keeps_the_ones_before(edit, idea, house, now, rows):
    changed = edit(idea, title="Oat milk in all our shops", body="New **words**.", tags=("milk", "oat"))

    (before,) = rows(IdeaRevision)
    assert (changed.title, changed.slug) == ("Oat milk in all our shops", "oat-milk-in-all-our-shops")
    assert (changed.body_html, changed.excerpt) == ("<p>New <strong>words</strong>.</p>\n", "New words.")
    assert (changed.version, changed.edited_at, changed.number) == (2, now, idea.number)
    assert (before.title, before.body, before.version) == ("Oat milk in every shop", "Old *words*.", 1)
    assert (before.replaced_by_id, before.replaced_at, before.reason) == (house.ana.id, now, "")
    assert [tag.name for tag in tags_of([idea.id])[idea.id]] == ["milk", "oat"]


def test_edit_is_recorded_and_a_save_without_a_change_is_not(edit, idea, rows):
    edit(idea, body="Old *words*.", tags=("milk",))
    assert rows(IdeaRevision) == []

    changed = edit(idea)

    assert changed.version == 2
    assert [row.kind for row in rows(Activity, Activity.idea_id == idea.id)] == ["idea.submitted", "idea.edited"]


def test_new_tags_alone_are_a_new_version_with_the_same_words(edit, idea, house, rows):
    changed = edit(idea, by=house.mod, body="Old *words*.", tags=("oat",), reason="The tag was too wide")

    noted = rows(Activity, Activity.kind == "idea.tagged")
    assert (changed.version, changed.edited_at) == (2, None)
    assert [(kept.version, kept.title, kept.body) for kept in rows(IdeaRevision)] == [(1, idea.title, idea.body)]
    assert find_violations(now=NOW) == []
    assert [(row.account_id, row.detail) for row in noted] == [
        (house.mod.id, {"version": 2, "reason": "The tag was too wide"})
    ]
    with pytest.raises(StaleEdit):
        edit(idea, body="Old *words*.", tags=("milk",), version=1)


def test_a_stale_edit_changes_nothing(edit, idea, rows):
    edit(idea, body="First.")

    with pytest.raises(StaleEdit, match="Somebody saved a newer version meanwhile") as refused:
        edit(idea, body="Second.", tags=("lost",), version=1)

    assert refused.value.status == 409
    assert lock_idea(idea.id).body == "First."
    assert tags_of([idea.id])[idea.id] == []
    assert len(rows(IdeaRevision)) == 1


def test_staff_say_why(edit, idea, house, rows):
    for reason in ("", "   \n"):
        with pytest.raises(ReasonMissing, match="Say why you change this") as refused:
            edit(idea, by=house.mod, reason=reason)
        assert refused.value.field == "reason"

    edit(idea, by=house.mod, reason=" A typo ")

    assert [row.reason for row in rows(IdeaRevision)] == ["A typo"]


@pytest.mark.parametrize("stage", ["planned", "not-planned"])
def test_the_author_may_not_edit_where_the_stage_freezes_edits(edit, idea, make, house, stage):
    make.move(idea, stage)

    with pytest.raises(EditsClosed) as refused:
        edit(idea)

    assert refused.value.status == 403
    assert lock_idea(idea.id).body == "Old *words*."
    edit(idea, by=house.mod, reason="A typo")
    assert lock_idea(idea.id).body == "New words."


def test_the_author_may_edit_while_it_is_under_review(edit, idea, make):
    make.move(idea, "under-review")

    assert edit(idea).body == "New words."


def test_words_out_of_bounds_are_refused(edit, idea):
    with pytest.raises(BadTitle):
        edit(idea, title="Too short")
    with pytest.raises(BadBody):
        edit(idea, body="x" * 20_001)


def test_withdraw_takes_the_idea_out_of_the_lists(idea, house, now, rows):
    withdraw_idea(idea, by=house.ana, at=now)

    (rank,) = rows(IdeaRank)
    db.session.refresh(idea)
    assert (idea.visibility, rank.visibility) == (Visibility.WITHDRAWN, Visibility.WITHDRAWN)
    assert [row.kind for row in rows(Activity, Activity.idea_id == idea.id)] == ["idea.submitted", "idea.withdrawn"]


def test_withdraw_is_refused_once_the_stage_freezes_edits_and_the_second_time(idea, house, make, now):
    other = make.idea()
    make.move(other, "planned")

    with pytest.raises(EditsClosed, match="come too far"):
        withdraw_idea(other, by=house.ana, at=now)
    withdraw_idea(idea, by=house.ana, at=now)
    with pytest.raises(EditsClosed):
        withdraw_idea(idea, by=house.ana, at=now)


def test_revisions_come_in_pages_that_join_up(edit, idea, house):
    for number in range(REVISIONS_PAGE * 2 + 3):
        idea = edit(idea, body=f"Words {number}")

    seen, after = [], None
    while True:
        page, older = revisions_of(idea, after=after)
        versions = [revision.version for revision, _ in page]
        assert after is None or versions[0] == seen[-1], "a page begins with the last of the page before"
        seen += versions if after is None else versions[1:]
        if older is None:
            break
        after = older

    assert seen == list(range(REVISIONS_PAGE * 2 + 3, 0, -1))
    assert {account.id for _, account in page} == {house.ana.id}


def test_the_story_holds_the_latest_acts_oldest_first(idea, house, now):
    """However often its author edits an idea, what the brand did with it last is told."""
    for number in range(STORY_MAX + 5):
        record(
            "idea.edited",
            brand_id=house.brand.id,
            by=house.ana.id,
            at=now + timedelta(minutes=number),
            idea_id=idea.id,
            detail={"version": number},
        )
    record(
        "idea.moved",
        brand_id=house.brand.id,
        by=house.mod.id,
        at=now + timedelta(days=1),
        idea_id=idea.id,
        detail={"move_id": 1, "from": "New", "to": "Planned", "phase": "planned"},
    )

    story = story_of(idea.id)

    assert len(story) == STORY_MAX
    assert (story[-1][0].kind, story[-1][1]) == ("idea.moved", "Mo Derator")
    assert [act.created_at for act, _ in story] == sorted(act.created_at for act, _ in story)
