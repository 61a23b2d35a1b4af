"""Writing, editing, removing and hiding comments; the idea's count and heat follow."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from ideas.base import html
from ideas.base.db import db
from ideas.base.refusal import Conflict, Forbidden, Refusal
from ideas.base.text import many_lines
from ideas.community.comment.models import Comment
from ideas.community.comment.rules import BODY_MAX
from ideas.community.idea.actions import lock_idea, render_body
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import COMMENT_HEAT, Visibility, heat_of
from ideas.community.idea.story import record_on
from ideas.people.account.actions import lock_account
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.spine.activity.actions import record

SAME_COMMENT_WITHIN = timedelta(minutes=10)


class BadComment(Refusal):
    """The comment is empty or too long."""


class CommentsClosed(Forbidden):
    """The idea's stage takes no comments."""


class CommentGone(Conflict):
    """The comment was removed meanwhile."""


def write_comment(
    idea: Idea,
    *,
    brand: Brand,
    body: str,
    by: Account,
    at: datetime,
    parent: Comment | None = None,
    as_host: bool = False,
    is_official: bool = False,
    held_because: str | None = None,
) -> Comment:
    """Comment on an idea, or reply to a comment; a reply to a reply joins the same thread.

    `as_host` lets the board's hosts write where comments are closed; only they may be official. With `held_because` it
    is pending until staff approve it. `ideas.trust.posting.comments.comment` asks whether it must be: edges call that.
    Raises BadComment, CommentsClosed, CommentGone.
    """
    body = _checked(body)
    lock_account(by)
    idea = _lock_open(idea.id, as_host=as_host)
    parent_id = _thread_of(parent, as_host=as_host)
    is_official = is_official and as_host
    sent = _written_before(idea, body, by=by, parent_id=parent_id, is_official=is_official, at=at)
    if sent is not None:
        return sent
    comment = Comment(
        brand_id=idea.brand_id,
        idea_id=idea.id,
        parent_id=parent_id,
        author_id=by.id,
        is_official=is_official,
        counts_heat=by.id != idea.author_id,
        created_at=at,
        held_because=held_because,
        visibility=Visibility.PENDING if held_because else Visibility.PUBLIC,
        **_words_of(brand, body),
    )
    _add(comment, idea, by=by)
    return comment


def edit_comment(
    comment: Comment, *, brand: Brand, body: str, by: Account, at: datetime, as_host: bool = False
) -> None:
    """Change one's own comment, while the discussion is open; hosts as long as the idea is public.

    Raises BadComment, CommentGone, CommentsClosed.
    """
    body = _checked(body)
    _lock_open(comment.idea_id, as_host=as_host)
    comment = _lock(comment)
    if comment.body == body:
        return
    for name, value in _words_of(brand, body).items():
        setattr(comment, name, value)
    comment.edited_at = at
    db.session.flush()
    record(
        "comment.edited",
        brand_id=comment.brand_id,
        by=by.id,
        at=at,
        idea_id=comment.idea_id,
        detail={"comment_id": comment.id},
    )


def remove_comment(comment: Comment, *, by: Account, at: datetime) -> None:
    """Remove a comment: it keeps its place, its words are gone. Raises CommentGone."""
    comment = _lock(comment)
    was_shown = comment.is_shown
    comment.removed_at, comment.removed_by_id = at, by.id
    comment.body = comment.body_html = ""
    db.session.flush()
    if was_shown:
        _count(comment, -1)
    record(
        "comment.removed",
        brand_id=comment.brand_id,
        by=by.id,
        at=at,
        idea_id=comment.idea_id,
        detail={"comment_id": comment.id},
    )


def set_comment_visibility(comment: Comment, visibility: Visibility) -> Comment:
    """Change who sees a comment; only public ones count and warm their idea. The caller records why.

    Returns the comment, fresh and locked. Raises CommentGone.
    """
    comment = _lock(comment)
    was_shown = comment.is_shown
    comment.visibility = visibility
    if visibility is not Visibility.PENDING:
        comment.held_because = None
    db.session.flush()
    if was_shown != comment.is_shown:
        _count(comment, 1 if comment.is_shown else -1)
    return comment


def _thread_of(parent: Comment | None, *, as_host: bool) -> int | None:
    """The comment under which a reply to `parent` stands. Raises CommentGone."""
    if parent is None:
        return None
    if not (parent.is_shown or (as_host and parent.removed_at is None)):
        raise CommentGone("The comment that you reply to was removed meanwhile.")
    return parent.parent_id or parent.id


def _add(comment: Comment, idea: Idea, *, by: Account) -> None:
    db.session.add(comment)
    db.session.flush()
    if comment.is_shown:
        _count(comment, 1)
    detail = {"comment_id": comment.id, "is_official": comment.is_official}
    record_on("comment.created", idea, by=by, at=comment.created_at, detail=detail)


def _words_of(brand: Brand, body: str) -> dict[str, Any]:
    """A comment's words and what is made from them when they are written, as columns."""
    return {"body": body, "body_html": render_body(brand, body), "render_version": html.RENDER_VERSION}


def _written_before(
    idea: Idea, body: str, *, by: Account, parent_id: int | None, is_official: bool, at: datetime
) -> Comment | None:
    """The same words by the same person in the same place, minutes ago: the form was sent twice."""
    return db.session.scalar(
        select(Comment)
        .where(
            Comment.idea_id == idea.id,
            Comment.author_id == by.id,
            Comment.parent_id == parent_id if parent_id else Comment.parent_id.is_(None),
            Comment.created_at >= at - SAME_COMMENT_WITHIN,
            Comment.created_at <= at,
            Comment.body == body,
            Comment.is_official.is_(is_official),
            Comment.removed_at.is_(None),
        )
        .limit(1)
    )


def _lock_open(idea_id: int, *, as_host: bool) -> Idea:
    """The idea, locked so that others can still comment on it. Raises CommentsClosed."""
    idea = lock_idea(idea_id, shared=True)
    if not idea.takes_comments and not (as_host and idea.visibility is Visibility.PUBLIC and not idea.is_merged):
        raise CommentsClosed("The discussion of this idea has closed.")
    return idea


def _lock(comment: Comment) -> Comment:
    fresh = db.session.scalars(
        select(Comment).where(Comment.id == comment.id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if fresh.removed_at is not None:
        raise CommentGone("This comment was removed meanwhile.")
    return fresh


def _checked(body: str) -> str:
    body = many_lines(body)
    if not body.strip():
        raise BadComment("Write something first.", field="body")
    if len(body) > BODY_MAX:
        raise BadComment(
            "A comment has at most %(most)s characters; this has %(size)s.", field="body", most=BODY_MAX, size=len(body)
        )
    return body


def _count(comment: Comment, step: int) -> None:
    heat = heat_of(COMMENT_HEAT, comment.created_at) * step if comment.counts_heat else 0.0
    db.session.execute(
        update(IdeaRank)
        .where(IdeaRank.idea_id == comment.idea_id)
        .values(comment_count=IdeaRank.comment_count + step, heat=IdeaRank.heat + heat)
        .execution_options(synchronize_session=False)
    )
