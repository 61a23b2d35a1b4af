"""Merging an idea into another and undoing it: a link, from which it follows where votes count. Nothing is moved."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from ideas.base.db import db
from ideas.base.locks import TRIES, try_locks
from ideas.base.refusal import Conflict, Refusal
from ideas.base.text import one_line
from ideas.community.idea.actions import keep_rank, lock_idea
from ideas.community.idea.answer_clock import hurry_clock, lock_clocks
from ideas.community.idea.family import FamilyMoves, canonical_of
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.merge.models import Merge
from ideas.community.merge.queries import open_merge, people_kept_out
from ideas.community.merge.rules import REASON_MAX, TOLD_AFTER, MergeState
from ideas.community.merge.tally import tally
from ideas.community.vote.counting import recount_recorded, settle
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.rules import MERGE_WAIT_DAYS_MAX, MERGE_WAIT_DAYS_MIN
from ideas.spine.activity.actions import record, untell


class CantMerge(Refusal):
    """These two can't be merged; the sentence says why."""


class MergeOver(Conflict):
    """This merge is not what it was any more: undone, answered or given up meanwhile."""


def merge_ideas(idea: Idea, into: Idea, *, by: Account, at: datetime, reason: str = "") -> Merge:
    """Merge an idea into the canonical idea of another; where the brand wants that, ask its author first.

    Its page, words and comments stay; its votes, retained and recorded ones too, count for the canonical idea, each
    person once. Raises CantMerge, FamilyMoves.
    """
    idea, root = _lock_both(idea, into)
    if into.id != idea.id == root.id:
        raise CantMerge("The other idea is merged into this one, so this one can't be merged into it.", field="into")
    refuse_merge(idea, root)
    if open_merge(idea) is not None:
        raise CantMerge("The author of this idea has been asked about a merge, and has not answered yet.")
    brand = db.session.get_one(Brand, idea.brand_id)
    asks = brand.asks_before_merge and idea.author_id is not None and idea.author_id not in (by.id, root.author_id)
    merge = Merge(
        brand_id=idea.brand_id,
        idea_id=idea.id,
        target_id=root.id,
        state=MergeState.ASKED if asks else MergeState.DONE,
        reason=one_line(reason)[:REASON_MAX],
        account_id=by.id,
        created_at=at,
        decide_at=at + timedelta(days=brand.merge_wait_days) if asks else None,
    )
    db.session.add(merge)
    db.session.flush()
    if asks:
        _record("merge.asked", merge, idea, by=by.id, at=at)
    else:
        _carry_out(merge, idea, root, by=by.id, at=at)
    return merge


def decide_merge(merge: Merge, *, agrees: bool, by: Account | None, at: datetime, words: str = "") -> None:
    """What the author answered, or, with `by` None, that they did not in time: then it is done.

    Raises MergeOver, CantMerge. A merge that can't be done any more is given up.
    """
    idea, root = _lock_both(*_both_of(merge))
    _expect(merge, MergeState.ASKED)
    merge.words = one_line(words)[:REASON_MAX]
    if by is not None:
        _record("merge.agreed" if agrees else "merge.refused", merge, idea, by=by.id, at=at)
    if not agrees:
        _end(merge, MergeState.REFUSED, by=by, at=at)
        return
    refuse_merge(idea, root)
    merge.target_id = root.id
    _carry_out(merge, idea, root, by=merge.account_id, at=at)


def give_up_merge(merge: Merge, *, by: Account | None, at: datetime) -> None:
    """Ask the author no longer. Raises MergeOver."""
    idea = lock_idea(merge.idea_id)
    _expect(merge, MergeState.ASKED)
    _end(merge, MergeState.UNDONE, by=by, at=at)
    _record("merge.given_up", merge, idea, by=by.id if by else None, at=at)


def undo_merge(merge: Merge, *, by: Account, at: datetime) -> None:
    """Let the idea stand for itself again, with those that were merged into it: each has the votes that were cast there.

    Raises MergeOver, FamilyMoves.
    """
    idea, _ = _lock_both(*_both_of(merge))
    _expect(merge, MergeState.DONE)
    root = db.session.get_one(Idea, canonical_of(idea))
    _end(merge, MergeState.UNDONE, by=by, at=at)
    _set_canonical(_branch_of(idea), idea.id)
    idea.merged_into_id = idea.canonical_id = None
    _count_anew(root, idea, at=at)
    untell(idea.id, ["idea.merged"], since=merge.merged_at or merge.created_at, at=at)
    _record("idea.unmerged", merge, idea, by=by.id, at=at, before={"into": merge.target_id}, after={"into": None})
    _note("merge.released", merge, root, idea, by=by.id, at=at)


def set_merge_rules(brand: Brand, *, asks: bool, wait_days: int, by: Account, at: datetime) -> None:
    """Say whether authors are asked before their ideas are merged, and how long an answer is waited for."""
    before = {"asks": brand.asks_before_merge, "wait_days": brand.merge_wait_days}
    after = {"asks": asks, "wait_days": min(max(wait_days, MERGE_WAIT_DAYS_MIN), MERGE_WAIT_DAYS_MAX)}
    if before == after:
        return
    brand.asks_before_merge, brand.merge_wait_days = asks, int(after["wait_days"])
    db.session.flush()
    record("brand.merge_rules_changed", brand_id=brand.id, by=by.id, at=at, detail=after, before=before, after=after)


def refuse_merge(idea: Idea, root: Idea) -> None:
    """Raise CantMerge, with the reason, where the idea can't be merged into this canonical one."""
    if idea.id == root.id:
        raise CantMerge("An idea can't be merged into itself.", field="into")
    if idea.brand_id != root.brand_id:
        raise CantMerge("These ideas belong to different communities.", field="into")
    if idea.is_merged:
        raise CantMerge("This idea is merged already. Undo that first.")
    if root.is_merged:
        raise CantMerge("The other idea was merged itself at this moment. Please try again.", field="into")
    for one in (idea, root):
        if one.visibility is not Visibility.PUBLIC:
            raise CantMerge(
                "Only ideas that everybody on their board can read can be merged; “%(title)s” is not one.",
                field="into",
                title=one.title,
            )
    kept_out = people_kept_out(idea, root)
    if kept_out:
        raise CantMerge(
            "“%(title)s” is on a board that %(people)s of the people behind this idea can't see. They would lose their idea.",
            field="into",
            title=root.title,
            people=kept_out,
        )


def _carry_out(merge: Merge, idea: Idea, root: Idea, *, by: int | None, at: datetime) -> None:
    merge.state, merge.merged_at = MergeState.DONE, at
    branch = _branch_of(idea)
    idea.merged_into_id = root.id
    _set_canonical([*branch, idea.id], root.id)
    _count_anew(root, idea, at=at)
    _record("idea.merged", merge, idea, by=by, at=at, after={"into": root.id}, told_after=TOLD_AFTER)
    _note("merge.received", merge, root, idea, by=by, at=at)


def _lock_both(idea: Idea, other: Idea) -> tuple[Idea, Idea]:
    """An idea and the canonical idea of another, fresh, with both their families locked in the order of their ids.

    Raises FamilyMoves.
    """
    if idea.brand_id != other.brand_id:
        raise CantMerge("These ideas belong to different communities.", field="into")
    wanted = _families(idea.id, other.id)
    for _ in range(TRIES):
        with try_locks() as attempt:
            for idea_id in wanted:
                lock_idea(idea_id)
            now = _families(idea.id, other.id)
            if now == wanted:
                fresh = db.session.get_one(Idea, idea.id)
                return fresh, db.session.get_one(Idea, canonical_of(db.session.get_one(Idea, other.id)))
            attempt.give_up()
        wanted = now
    raise FamilyMoves("These ideas are being merged at this moment. Please try again.")


def _families(*idea_ids: int) -> list[int]:
    """The ids of these ideas' whole families, in order."""
    roots = select(func.coalesce(Idea.canonical_id, Idea.id)).where(Idea.id.in_(idea_ids))
    wanted = list(db.session.scalars(roots))
    return sorted(db.session.scalars(select(Idea.id).where(or_(Idea.id.in_(wanted), Idea.canonical_id.in_(wanted)))))


def _branch_of(idea: Idea) -> list[int]:
    """The ids of all ideas that were merged into this one, or into one of those."""
    into = db.session.execute(select(Idea.id, Idea.merged_into_id).where(Idea.canonical_id == canonical_of(idea))).all()
    branch, found = [idea.id], {idea.id}
    for parent in branch:
        children = [own_id for own_id, merged_into in into if merged_into == parent and own_id not in found]
        found.update(children)
        branch.extend(children)
    return branch[1:]


def _set_canonical(idea_ids: list[int], root_id: int) -> None:
    db.session.flush()
    for one in db.session.scalars(select(Idea).where(Idea.id.in_(idea_ids)).order_by(Idea.id)):
        one.canonical_id = root_id
    db.session.flush()


def _count_anew(root: Idea, idea: Idea, *, at: datetime) -> None:
    """Let votes count where they belong now, and write what both ideas count. Their clocks are locked first."""
    db.session.flush()
    lock_clocks((root, idea))
    ids = sorted((root.id, idea.id))
    both = select(IdeaRank).where(IdeaRank.idea_id.in_(ids)).execution_options(populate_existing=True)
    ranks = {rank.idea_id: rank for rank in db.session.scalars(both)}
    for one in (idea, root) if not idea.is_merged else (root,):
        settle(one.id)
        recount_recorded(one.id)
    for idea_id, right in tally(ids).items():
        rank = ranks[idea_id]
        rank.vote_count, rank.recorded_votes, rank.heat = right.vote_count, right.recorded_votes, right.heat
    db.session.flush()
    for one in (idea, root):
        keep_rank(one, at=at)
        hurry_clock(one.id, board_id=one.board_id, at=at)


def _both_of(merge: Merge) -> tuple[Idea, Idea]:
    return db.session.get_one(Idea, merge.idea_id), db.session.get_one(Idea, merge.target_id)


def _expect(merge: Merge, state: MergeState) -> None:
    db.session.refresh(merge)
    if merge.state is not state:
        raise MergeOver("Somebody was here before you: this merge is not open to that any more.")


def _end(merge: Merge, state: MergeState, *, by: Account | None, at: datetime) -> None:
    merge.state, merge.ended_at, merge.ended_by_id = state, at, by.id if by else None
    db.session.flush()


def _record(kind: str, merge: Merge, idea: Idea, *, by: int | None, at: datetime, **more: Any) -> None:
    number = db.session.scalar(select(Idea.number).where(Idea.id == merge.target_id))
    record(
        kind,
        brand_id=idea.brand_id,
        by=by,
        at=at,
        board_id=idea.board_id,
        idea_id=idea.id,
        detail={"merge_id": merge.id, "number": number},
        reason=merge.reason,
        **more,
    )


def _note(kind: str, merge: Merge, root: Idea, idea: Idea, *, by: int | None, at: datetime) -> None:
    """The same act in the story of the other idea."""
    record(
        kind,
        brand_id=root.brand_id,
        by=by,
        at=at,
        board_id=root.board_id,
        idea_id=root.id,
        detail={"merge_id": merge.id, "number": idea.number},
    )
