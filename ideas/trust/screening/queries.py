"""Reads for screening: a person's standing, known sites, and what they wrote a moment ago."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ScalarSelect, and_, bindparam, func, literal, select

from ideas.base.db import UtcDateTime, db
from ideas.base.text import many_lines
from ideas.community.board.models import Board
from ideas.community.comment.actions import SAME_COMMENT_WITHIN
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.trust.screening.models import KnownHost
from ideas.trust.screening.rules import (
    ALIKE,
    ALIKE_WITHIN,
    COMMENT_WORDS_LEAST,
    POSTS_PER_HOST,
    Reputation,
    likeness,
    links_in,
    words_of,
)

LIMITED_WITHIN = timedelta(days=90)
OWN_POSTS_READ = 20
_LIMITED = (Visibility.HIDDEN, Visibility.SPAM)
_KEPT = (Visibility.PUBLIC, Visibility.PENDING)


def reputation_of(account: Account, *, at: datetime) -> Reputation:
    """What the tables say of this person in the brand in scope: one query."""
    return reputations_of([account.id], at=at).get(account.id, Reputation())


def trust_of(account: Account, *, at: datetime) -> int:
    """This person's trust level in the brand in scope, 0 to 3."""
    return reputation_of(account, at=at).level


def reputations_of(account_ids: Iterable[int], *, at: datetime) -> Mapping[int, Reputation]:
    """The standing of each of these people, in one query for a whole page."""
    wanted = sorted(set(account_ids))
    if not wanted:
        return {}
    rows = db.session.execute(_statement(), {"ids": wanted, "lately": at - LIMITED_WITHIN})
    return {row[0]: _standing(row, at) for row in rows}


def unknown_hosts(hosts: Iterable[str]) -> set[str]:
    """Which of these sites nobody has linked in the brand in scope whom it trusts?"""
    wanted = set(hosts)
    if not wanted:
        return set()
    return wanted - set(db.session.scalars(select(KnownHost.host).where(KnownHost.host.in_(sorted(wanted)))))


def linked_lately(account_id: int) -> set[str]:
    """The sites that this person linked in their latest posts, so many that one more makes POSTS_PER_HOST."""
    ideas = select(Idea.created_at, Idea.title, Idea.body_html).where(Idea.author_id == account_id)
    said = select(Comment.created_at, literal(""), Comment.body_html).where(Comment.author_id == account_id)
    latest = POSTS_PER_HOST - 1
    posts: list[Any] = [
        *db.session.execute(ideas.order_by(Idea.created_at.desc(), Idea.id.desc()).limit(latest)),
        *db.session.execute(said.order_by(Comment.created_at.desc(), Comment.id.desc()).limit(latest)),
    ]
    posts.sort(key=lambda post: post[0], reverse=True)
    return {host for _, title, markup in posts[:latest] for host in links_in(title, markup)}


def similar_own_idea(board: Board, title: str, body: str, *, by: Account, at: datetime) -> Idea | None:
    """An idea of the last day by this person on this board with nearly the same words; another board may suit it better."""
    recent = db.session.scalars(
        select(Idea)
        .where(
            Idea.author_id == by.id,
            Idea.board_id == board.id,
            Idea.created_at > at - ALIKE_WITHIN,
            Idea.visibility.in_(_KEPT),
        )
        .order_by(Idea.id.desc())
        .limit(OWN_POSTS_READ)
    )
    text = f"{title} {body}"
    return next((idea for idea in recent if likeness(text, f"{idea.title} {idea.body}") >= ALIKE), None)


def similar_own_comment(idea: Idea, body: str, *, by: Account, at: datetime) -> Comment | None:
    """A comment of the last day by this person with nearly the same words; short ones may be alike.

    The very same words in the same place a moment ago are no repetition: the form was sent twice.
    """
    if len(words_of(body)) < COMMENT_WORDS_LEAST:
        return None
    recent = db.session.scalars(
        select(Comment)
        .where(Comment.author_id == by.id, Comment.created_at > at - ALIKE_WITHIN, Comment.removed_at.is_(None))
        .order_by(Comment.id.desc())
        .limit(OWN_POSTS_READ)
    )
    return next(
        (one for one in recent if likeness(body, one.body) >= ALIKE and not _is_sent_twice(one, idea, body, at)), None
    )


def _is_sent_twice(comment: Comment, idea: Idea, body: str, at: datetime) -> bool:
    same = comment.idea_id == idea.id and comment.body == many_lines(body)
    return same and comment.created_at >= at - SAME_COMMENT_WITHIN


@cache
def _statement() -> Any:
    """The query behind every standing, built once."""
    lately = bindparam("lately", type_=UtcDateTime())
    return (
        select(
            Account.id,
            Account.verified_at,
            Membership.role,
            Membership.trust_level,
            Membership.joined_at,
            _ideas(Idea.visibility == Visibility.PUBLIC),
            _comments(*_is_public_comment()),
            _ideas(Idea.visibility.in_(_LIMITED), Idea.created_at >= lately),
            _comments(Comment.visibility.in_(_LIMITED), Comment.created_at >= lately),
            _wanted_ideas(),
        )
        .outerjoin(Membership, and_(Membership.account_id == Account.id))
        .where(Account.id.in_(bindparam("ids", expanding=True)))
    )


def _standing(row: Any, at: datetime) -> Reputation:
    account_id, verified_at, role, granted, joined_at, ideas, comments, limited_ideas, limited_comments, votes = row
    return Reputation(
        account_id=account_id,
        granted=granted or 0,
        is_staff=role is not None and role.is_staff,
        is_verified=verified_at is not None,
        present_for=max(at - joined_at, timedelta()) if joined_at else timedelta(),
        public_posts=ideas + comments,
        limited_posts=limited_ideas + limited_comments,
        was_voted_for=votes > 0,
    )


def _ideas(*conditions: Any) -> ScalarSelect[int]:
    counted = select(func.count(Idea.id)).where(Idea.author_id == Account.id, *conditions)
    return counted.correlate(Account).scalar_subquery()


def _comments(*conditions: Any) -> ScalarSelect[int]:
    counted = select(func.count(Comment.id)).where(Comment.author_id == Account.id, *conditions)
    return counted.correlate(Account).scalar_subquery()


def _is_public_comment() -> tuple[Any, ...]:
    return Comment.visibility == Visibility.PUBLIC, Comment.removed_at.is_(None)


def _wanted_ideas() -> ScalarSelect[int]:
    """How many of their ideas somebody else voted for: the first vote is the author's own."""
    counted = (
        select(func.count(Idea.id))
        .join(IdeaRank, IdeaRank.idea_id == Idea.id)
        .where(Idea.author_id == Account.id, IdeaRank.vote_count > 1)
    )
    return counted.correlate(Account).scalar_subquery()
