"""Merging: votes count once for the canonical idea, nothing is moved, and undoing brings back exactly what was there."""

import pytest

from ideas.base.db import brand_scope, db
from ideas.community.board.queries import viewer_for
from ideas.community.comment.actions import CommentsClosed
from ideas.community.follow.actions import follow
from ideas.community.idea.actions import EditsClosed, edit_idea, set_visibility, withdraw_idea
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.merge.actions import CantMerge, MergeOver, undo_merge
from ideas.community.merge.models import Merge
from ideas.community.merge.queries import forecast, latest_merge, merged_here, people_kept_out
from ideas.community.merge.rules import MergeState
from ideas.spine.activity.models import Activity
from ideas.spine.audit.models import AuditEntry
from tests.cast import NOW
from tests.community.merge.family import all_is_well, count, merge, snapshot


def test_undo_restores_exactly(house, duplicate, canonical):
    before = snapshot()

    undo_merge(merge(house, duplicate, canonical), by=house.owner, at=NOW)

    assert snapshot() == before
    assert not duplicate.is_merged
    assert all_is_well()


def test_a_merge_into_a_merged_idea_goes_to_the_canonical_one(house, duplicate, canonical, make):
    third = make.idea("Please offer oat milk", by=house.mod)
    merge(house, duplicate, canonical)

    merged = merge(house, third, duplicate)

    assert merged.target_id == canonical.id
    assert (third.merged_into_id, third.canonical_id) == (canonical.id, canonical.id)
    assert count(canonical) == 9


def test_a_chain_counts_at_its_end_and_comes_apart_in_any_order(house, duplicate, canonical, make, people):
    last = make.idea("Every milk there is", by=house.mod)
    make.vote(last, people[0])
    make.vote(last, people[5])
    before = snapshot()
    first = merge(house, duplicate, canonical)
    second = merge(house, canonical, last)

    assert (duplicate.merged_into_id, duplicate.canonical_id) == (canonical.id, last.id)
    assert (count(last), count(canonical), count(duplicate)) == (9, 0, 0)
    assert all_is_well()

    undo_merge(first, by=house.mod, at=NOW)
    assert (count(last), count(canonical), count(duplicate)) == (7, 0, 5)
    assert all_is_well()

    undo_merge(second, by=house.mod, at=NOW)
    assert snapshot() == before
    assert all_is_well()


def test_undoing_the_later_merge_first_keeps_the_earlier_one(house, duplicate, canonical, make):
    last = make.idea("Every milk there is", by=house.mod)
    merge(house, duplicate, canonical)
    second = merge(house, canonical, last)

    undo_merge(second, by=house.mod, at=NOW)

    assert (duplicate.canonical_id, canonical.canonical_id) == (canonical.id, None)
    assert (count(canonical), count(last)) == (8, 1)
    assert all_is_well()


def test_a_circle_and_an_idea_into_itself_are_refused(house, duplicate, canonical, make):
    third = make.idea("Please offer oat milk", by=house.mod)
    merge(house, duplicate, canonical)

    with pytest.raises(CantMerge, match="into itself"):
        merge(house, third, third)
    with pytest.raises(CantMerge, match="is merged into this one"):
        merge(house, canonical, duplicate)
    with pytest.raises(CantMerge, match="merged already"):
        merge(house, duplicate, third)


def test_another_brands_idea_is_refused(house, duplicate, make):
    foreign = make.idea("Green tea in every shop", brand=house.rival, board=house.rival_board, by=house.stranger)

    with pytest.raises(CantMerge, match="different communities"):
        merge(house, duplicate, foreign)


@pytest.mark.parametrize("visibility", [one for one in Visibility if one is not Visibility.PUBLIC])
def test_what_is_not_public_takes_no_merge_and_is_not_merged(house, duplicate, canonical, visibility):
    set_visibility(canonical, visibility, at=NOW)

    with pytest.raises(CantMerge, match="Only ideas that everybody on their board can read"):
        merge(house, duplicate, canonical)
    with pytest.raises(CantMerge, match="Only ideas that everybody on their board can read"):
        merge(house, canonical, duplicate)


def test_a_board_that_some_voters_cannot_see_is_refused_with_their_number(house, duplicate, make):
    inner = make.idea("The inner oat milk", board=house.inner_board)
    follow(duplicate, by=make.member("Follower"), at=NOW)

    with pytest.raises(CantMerge, match="on a board that 6 of the people behind this idea can't see"):
        merge(house, duplicate, inner)

    assert not duplicate.is_merged


def test_a_private_board_that_all_of_them_see_is_no_reason(house, make):
    idea, inner = make.idea("Oats, please, for us"), make.idea("The inner oat milk", board=house.inner_board)
    make.vote(idea, house.mod)
    outside = make.idea("Oats, please, for all", by=make.account("Not a member of this brand"))

    assert people_kept_out(idea, inner) == 0
    merge(house, idea, inner)
    assert count(inner) == 2, "ana, whose idea both are, and the moderator"
    assert people_kept_out(outside, make.idea("A members' wish", board=house.members_board)) == 0, (
        "who shares is a member"
    )


def test_a_merged_idea_takes_no_edits_and_is_in_no_list(house, duplicate, canonical):
    merge(house, duplicate, canonical)

    assert db.session.get(IdeaRank, duplicate.id, populate_existing=True).visibility is Visibility.HIDDEN
    assert (duplicate.takes_edits, duplicate.takes_comments, duplicate.awaits_answer) == (False, False, False)
    with pytest.raises(EditsClosed):
        edit_idea(
            duplicate, brand=house.brand, title="Oats again, please", body="", tags=(), version=1, by=house.ben, at=NOW
        )


def test_a_merge_brings_the_answer_forward_like_the_votes_would(house, duplicate, canonical):
    rank = db.session.get(IdeaRank, canonical.id, populate_existing=True)
    rank.due_votes, due = 8, rank.answer_due
    db.session.flush()

    merge(house, duplicate, canonical)

    rank = db.session.get(IdeaRank, canonical.id, populate_existing=True)
    assert rank.due_votes is None
    assert rank.answer_due < due


def test_both_ideas_tell_of_it_and_the_log_has_it_once(house, duplicate, canonical, rows):
    merged = merge(house, duplicate, canonical, reason="The same wish")
    undo_merge(merged, by=house.owner, at=NOW)

    told = [(row.kind, row.idea_id) for row in rows(Activity) if "merge" in row.kind]
    assert told == [
        ("idea.merged", duplicate.id),
        ("merge.received", canonical.id),
        ("idea.unmerged", duplicate.id),
        ("merge.released", canonical.id),
    ]
    entries = rows(AuditEntry, AuditEntry.kind.like("%merge%"))
    assert [(entry.kind, entry.account_id, entry.reason) for entry in entries] == [
        ("idea.merged", house.mod.id, "The same wish"),
        ("idea.unmerged", house.owner.id, "The same wish"),
    ]


def test_nobody_hears_of_a_merge_that_was_undone_at_once(house, duplicate, canonical, rows):
    undo_merge(merge(house, duplicate, canonical), by=house.mod, at=NOW)

    (merged,) = rows(Activity, Activity.kind == "idea.merged")
    assert merged.fanned_out_at == NOW


def test_a_merge_is_undone_once(house, duplicate, canonical):
    merged = merge(house, duplicate, canonical)
    undo_merge(merged, by=house.mod, at=NOW)

    with pytest.raises(MergeOver):
        undo_merge(merged, by=house.owner, at=NOW)
    assert latest_merge(duplicate) is None
    assert db.session.get(Merge, merged.id).state is MergeState.UNDONE


def test_merged_here_names_what_the_viewer_may_see(house, duplicate, canonical, make):
    inner = make.idea("The inner oat milk", board=house.inner_board)
    merge(house, duplicate, canonical)
    merge(house, inner, canonical)

    def titles(person):
        return [row.title for row in merged_here(canonical, viewer=viewer_for(house.brand, person))]

    assert titles(None) == ["Milk made of oats"]
    assert titles(house.mod) == ["Milk made of oats", "The inner oat milk"]
    (row,) = merged_here(canonical, viewer=viewer_for(house.brand, None))
    assert (row.author, row.merged_by, row.merged_at) == ("Ben Okafor", "Mo Derator", NOW)


def test_forecast_says_what_the_merge_then_does(house, duplicate, canonical):
    said = forecast(duplicate, canonical)

    merge(house, duplicate, canonical)

    assert (said.votes, said.root_votes, said.shared, said.total) == (5, 5, 2, 8)
    assert count(canonical) == said.total


def test_people_who_lost_their_brand_scope_cannot_merge(duplicate, canonical, house):
    with brand_scope(house.rival.id):
        assert db.session.query(Idea).filter(Idea.id == duplicate.id).all() == []


def test_an_idea_that_others_were_merged_into_is_not_withdrawn(house, duplicate, canonical):
    merge(house, duplicate, canonical)

    with pytest.raises(EditsClosed, match="Other ideas were merged into this one"):
        withdraw_idea(canonical, by=house.ana, at=NOW)


def test_nobody_comments_on_a_merged_idea_not_even_its_hosts(house, duplicate, canonical, make):
    merge(house, duplicate, canonical)

    with pytest.raises(CommentsClosed):
        make.comment(duplicate, by=house.mod, as_host=True)
