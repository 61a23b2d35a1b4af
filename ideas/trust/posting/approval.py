"""Approving what waits, and sending it back to wait: of two people who decide about one post, the second is told."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.base.refusal import Conflict
from ideas.community.comment.actions import set_comment_visibility
from ideas.community.comment.models import Comment
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.community.idea.story import record_on
from ideas.community.vote.actions import cast_vote
from ideas.people.account.models import Account
from ideas.people.brand.queries import find_membership
from ideas.trust.screening.actions import grant_trust, learn_hosts

TOLD_AFTER = timedelta(seconds=20)
TRUSTED_LEVEL = 1


class NotWaiting(Conflict):
    """Somebody decided about the post meanwhile, or its author took it back."""


def approve_idea(idea: Idea, *, by: Account, at: datetime, trust: bool = False) -> Idea:
    """Publish an idea that waits: its answer clock starts now, and its author's vote is cast, unless it was public before.

    With `trust` its author's later posts wait only where everyone's do. Raises NotWaiting.
    """
    idea = lock_waiting_idea(idea)
    held = idea.held_because
    publish(idea, at=at)
    if trust:
        trust_author(_author_of(idea), by=by, at=at)
    record_on("idea.approved", idea, by=by, at=at, detail={"because": held, "trusted": trust}, told_after=TOLD_AFTER)
    return idea


def approve_comment(comment: Comment, *, by: Account, at: datetime, trust: bool = False) -> Comment:
    """Publish a comment that waits. With `trust` its author's later posts wait only where everyone's do. Raises NotWaiting."""
    idea, comment = lock_waiting_comment(comment)
    held = comment.held_because
    comment = set_comment_visibility(comment, Visibility.PUBLIC)
    learn_hosts("", comment.body_html, brand_id=comment.brand_id, at=at)
    if trust:
        trust_author(_author_of(comment), by=by, at=at)
    record_on(
        "comment.approved",
        idea,
        by=by,
        at=at,
        detail={"comment_id": comment.id, "because": held, "trusted": trust},
        told_after=TOLD_AFTER,
    )
    return comment


def publish(idea: Idea, *, at: datetime) -> None:
    """Let everybody see an idea that is locked: its clock starts and its author votes for it, unless it was public before."""
    is_new, author = not _was_public(idea), _author_of(idea)
    idea.held_because = None
    set_visibility(idea, Visibility.PUBLIC, at=at)
    if author is not None and is_new and author.is_verified and idea.takes_votes:
        cast_vote(idea, by=author, at=at)
    learn_hosts(idea.title, idea.body_html, brand_id=idea.brand_id, at=at)


def back_to_pending(idea: Idea, *, by: Account, at: datetime, held_because: str | None = None) -> Idea:
    """Undo an approval or a refusal: the idea waits again, and its answer clock begins anew when it is approved.

    The author's vote stays where it is and counts again then.
    """
    idea = lock_idea(idea.id)
    before = idea.visibility
    idea.held_because = held_because or idea.held_because or "all"
    set_visibility(idea, Visibility.PENDING, at=at)
    db.session.execute(
        update(IdeaRank)
        .where(IdeaRank.idea_id == idea.id)
        .values(answer_due=None, due_votes=None)
        .execution_options(synchronize_session=False)
    )
    record_on(
        "idea.back_to_pending",
        idea,
        by=by,
        at=at,
        before={"visibility": before.value},
        detail={"because": idea.held_because},
    )
    return idea


def comment_back_to_pending(comment: Comment, *, by: Account, at: datetime, held_because: str | None = None) -> Comment:
    """Undo an approval or a refusal: the comment waits again. Raises CommentGone."""
    idea = lock_idea(comment.idea_id, shared=True)
    before = comment.visibility
    comment = set_comment_visibility(comment, Visibility.PENDING)
    comment.held_because = held_because or comment.held_because or "all"
    db.session.flush()
    record_on(
        "comment.back_to_pending",
        idea,
        by=by,
        at=at,
        before={"visibility": before.value},
        detail={"comment_id": comment.id, "because": comment.held_because},
    )
    return comment


def lock_waiting_idea(idea: Idea) -> Idea:
    """The idea, locked, while it waits for approval. Raises NotWaiting."""
    idea = lock_idea(idea.id)
    if idea.visibility is not Visibility.PENDING:
        raise NotWaiting("This idea does not wait any more: somebody decided about it, or its author took it back.")
    return idea


def lock_waiting_comment(comment: Comment) -> tuple[Idea, Comment]:
    """The comment, locked, while it waits for approval, and its idea, locked shared. Raises NotWaiting."""
    idea = lock_idea(comment.idea_id, shared=True)
    fresh = db.session.scalars(
        select(Comment).where(Comment.id == comment.id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if fresh.visibility is not Visibility.PENDING or fresh.removed_at is not None:
        raise NotWaiting("This comment does not wait any more: somebody decided about it, or its author took it back.")
    return idea, fresh


def trust_author(author: Account | None, *, by: Account, at: datetime) -> None:
    """Trust somebody from now on, unless staff trust them more already."""
    place = find_membership(author) if author is not None else None
    if place is not None and place.trust_level < TRUSTED_LEVEL:
        grant_trust(place, TRUSTED_LEVEL, by=by, at=at, only_up=True)


def _author_of(post: Idea | Comment) -> Account | None:
    return db.session.get(Account, post.author_id) if post.author_id else None


def _was_public(idea: Idea) -> bool:
    """Whether its answer clock ever ran: it does from when an idea is first public."""
    return db.session.scalar(select(IdeaRank.answer_due).where(IdeaRank.idea_id == idea.id)) is not None
