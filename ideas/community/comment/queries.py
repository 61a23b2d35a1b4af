"""Reads of comments: a page of threads with all their replies, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased, joinedload

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor
from ideas.community.comment.models import Comment
from ideas.community.comment.policy import is_seen
from ideas.community.comment.rules import THREADS_PER_PAGE
from ideas.community.idea.models import Idea
from ideas.people.brand.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and its replies, oldest first. Where only the replies are for this viewer, a note stands for the comment."""

    comment: Comment
    replies: Sequence[Comment]


def threads_of(
    idea: Idea, *, viewer: Viewer, after: str | None = None, limit: int = THREADS_PER_PAGE
) -> tuple[Sequence[Thread], str | None]:
    """A page of an idea's threads as far as this viewer sees them, oldest first, and the cursor of the next.

    Raises BadCursor.
    """
    reply = aliased(Comment)
    answered = select(reply.id).where(
        reply.idea_id == idea.id, reply.parent_id == Comment.id, is_seen(reply, idea, viewer)
    )
    tops = select(Comment.id).where(
        Comment.idea_id == idea.id,
        Comment.parent_id.is_(None),
        or_(is_seen(Comment, idea, viewer), answered.exists()),
    )
    if after:
        (comment_id,) = decode_cursor(after, int)
        tops = tops.where(Comment.id > comment_id)
    page = tops.order_by(Comment.id).limit(limit + 1).subquery("page")
    rows = db.session.scalars(
        select(Comment)
        .options(joinedload(Comment.author))
        .where(
            Comment.idea_id == idea.id,
            or_(
                Comment.id.in_(select(page.c.id)),
                and_(Comment.parent_id.in_(select(page.c.id)), is_seen(Comment, idea, viewer)),
            ),
        )
        .order_by(Comment.id)
    ).all()
    replies: dict[int, list[Comment]] = {}
    for row in rows:
        if row.parent_id is not None:
            replies.setdefault(row.parent_id, []).append(row)
    threads = [Thread(row, replies.get(row.id, [])) for row in rows if row.parent_id is None]
    more = len(threads) > limit
    threads = threads[:limit]
    return threads, encode_cursor(threads[-1].comment.id) if more else None


def find_comment(idea: Idea, comment_id: int) -> Comment | None:
    """The idea's comment of this id."""
    return db.session.scalar(
        select(Comment).options(joinedload(Comment.author)).where(Comment.id == comment_id, Comment.idea_id == idea.id)
    )


def page_of(comment: Comment) -> str | None:
    """The cursor of a page of threads on which this comment is; None for the first page."""
    thread = comment.parent_id or comment.id
    tops = select(Comment.id).where(Comment.idea_id == comment.idea_id, Comment.parent_id.is_(None))
    last = db.session.scalar(tops.order_by(Comment.id).offset(THREADS_PER_PAGE - 1).limit(1))
    return None if last is None or thread <= last else encode_cursor(thread - 1)
