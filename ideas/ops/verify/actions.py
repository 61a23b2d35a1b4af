"""Repairs: counters made right under the locks that their own actions take, and texts rendered anew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from ideas.base.db import db
from ideas.base.html import RENDER_VERSION
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import render_body, words_of
from ideas.community.idea.answer_clock import start_clock
from ideas.community.idea.models import Idea, IdeaRank, IdeaTag, Tag
from ideas.community.merge.tally import tally
from ideas.community.pipeline.models import Answer
from ideas.people.brand.models import Brand

IDEAS_AT_ONCE = 200
TEXTS_AT_ONCE = 100


def recount_ideas(*, after: int, now: datetime) -> tuple[int, int | None]:
    """Make the ranks of the next ideas right. Returns how many were wrong, and where to go on; None at the end.

    The ideas are locked first and then their ranks, each in id order: no vote is on its way, and whoever removes a
    comment meanwhile waits, and then counts down from what is written here.
    """
    page = select(Idea).where(Idea.id > after).order_by(Idea.id).limit(IDEAS_AT_ONCE)
    ideas = db.session.scalars(page.with_for_update(key_share=True).execution_options(populate_existing=True)).all()
    if not ideas:
        return 0, None
    ids = [idea.id for idea in ideas]
    wrong = _add_missing_ranks(ideas)
    held = select(IdeaRank).where(IdeaRank.idea_id.in_(ids)).order_by(IdeaRank.idea_id).with_for_update()
    ranks = {rank.idea_id: rank for rank in db.session.scalars(held.execution_options(populate_existing=True))}
    for idea in ideas:
        if _set(ranks[idea.id], _copies_of(idea)):
            wrong.add(idea.id)
    db.session.flush()
    wrong |= _promise_missing_answers(ideas, ranks)
    for idea_id, right in tally(ids).items():
        rank = ranks[idea_id]
        heat = rank.heat if right.has_heat(rank.heat, now=now) else right.heat
        names = ("vote_count", "comment_count", "recorded_votes", "held_votes")
        if _set(rank, {"heat": heat, **{name: getattr(right, name) for name in names}}):
            wrong.add(idea_id)
    db.session.flush()
    return len(wrong), ids[-1]


def recount_tags() -> int:
    """Make the tags' counts right, under their locks. Returns how many were wrong."""
    db.session.execute(select(Tag.id).order_by(Tag.id).with_for_update(key_share=True))
    worn = select(func.count(IdeaTag.idea_id)).where(IdeaTag.tag_id == Tag.id).scalar_subquery()
    changed = db.session.scalars(
        update(Tag)
        .where(Tag.idea_count != worn)
        .values(idea_count=worn)
        .returning(Tag.id)
        .execution_options(synchronize_session=False)
    )
    return len(changed.all())


def render_ideas(brand: Brand) -> int:
    """Render the next ideas of the brand in scope whose HTML is of an older version. Returns how many there were."""
    stale = select(Idea).where(Idea.render_version < RENDER_VERSION).order_by(Idea.id)
    ideas = db.session.scalars(stale.limit(TEXTS_AT_ONCE).with_for_update(key_share=True)).all()
    for idea in ideas:
        words = words_of(brand, idea.title, idea.body)
        _set(idea, {name: words[name] for name in ("body_html", "excerpt", "render_version")})
    db.session.flush()
    return len(ideas)


def render_comments(brand: Brand) -> int:
    """As render_ideas, for comments."""
    return _render(brand, select(Comment).where(Comment.render_version < RENDER_VERSION).order_by(Comment.id))


def render_answers(brand: Brand) -> int:
    """As render_ideas, for answers."""
    return _render(brand, select(Answer).where(Answer.render_version < RENDER_VERSION).order_by(Answer.idea_id))


def _render(brand: Brand, stale: Any) -> int:
    rows = db.session.scalars(stale.limit(TEXTS_AT_ONCE).with_for_update(key_share=True)).all()
    for row in rows:
        row.body_html, row.render_version = render_body(brand, row.body), RENDER_VERSION
    db.session.flush()
    return len(rows)


def _copies_of(idea: Idea) -> dict[str, Any]:
    copies = {name: getattr(idea, name) for name in ("board_id", "stage_id", "created_at", "awaits_answer")}
    return {**copies, "visibility": idea.listed_as}


def _add_missing_ranks(ideas: Sequence[Idea]) -> set[int]:
    there = set(db.session.scalars(select(IdeaRank.idea_id).where(IdeaRank.idea_id.in_([idea.id for idea in ideas]))))
    missing = [idea for idea in ideas if idea.id not in there]
    if missing:
        rows = [{"brand_id": idea.brand_id, "idea_id": idea.id, **_copies_of(idea)} for idea in missing]
        db.session.execute(insert(IdeaRank), rows)
    return {idea.id for idea in missing}


def _promise_missing_answers(ideas: Sequence[Idea], ranks: dict[int, IdeaRank]) -> set[int]:
    """What waits has a due: one that has lost it gets the one of its own date."""
    undue = [idea for idea in ideas if idea.awaits_answer and ranks[idea.id].answer_due is None]
    for idea in undue:
        start_clock(idea, at=idea.reopened_at or idea.created_at)
    return {idea.id for idea in undue}


def _set(row: Any, values: dict[str, Any]) -> bool:
    """Give the row these values. Returns whether any was another."""
    wrong = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in wrong.items():
        setattr(row, name, value)
    return bool(wrong)
