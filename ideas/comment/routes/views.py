"""Comments as their component takes them, each rendered once for everybody who sees the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import g
from flask_babel import gettext
from markupsafe import Markup

from ideas.comment.models import Comment
from ideas.comment.policy import can_comment, can_edit, can_remove
from ideas.comment.queries import Thread
from ideas.idea.models import Idea
from ideas.kit.html import trusted
from ideas.web.kept import KeptPart

_comment = KeptPart("comment/_comment.html", most=8_192)


class Names(Protocol):
    """Where people's profiles are, and what they are in this brand."""

    def href(self, account_id: int | None) -> str | None:
        """The address of a person's profile."""

    def role(self, account_id: int | None) -> str | None:
        """A person's role here."""


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment with its addresses. Equal ones look alike."""

    id: int
    anchor: str
    author_name: str
    author_href: str | None
    author_role: str | None
    created_at: datetime
    edited_at: datetime | None
    html: Markup
    is_official: bool
    is_removed: bool
    edit_href: str | None
    remove_action: str | None
    reply_href: str | None
    has_replies: bool


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A comment and the replies that are shown below it, one level deep."""

    comment: CommentView
    replies: Sequence[CommentView]


def view_threads(idea: Idea, threads: Sequence[Thread], people: Names) -> list[ThreadView]:
    """The threads of a page; each comment says what this viewer may do with it."""
    may_reply = can_comment(g.viewer, idea)
    return [
        ThreadView(
            _view(idea, thread.comment, people, may_reply, has_replies=bool(thread.replies)),
            [_view(idea, reply, people, may_reply) for reply in thread.replies],
        )
        for thread in threads
    ]


def thread_html(thread: ThreadView) -> Markup:
    """The HTML of a comment with its replies inside."""
    replies = Markup("").join(_comment.html(reply, created_at=_newest(reply)) for reply in thread.replies)
    return _comment.html(thread.comment, created_at=_newest(thread.comment), inner=replies)


def _newest(view: CommentView) -> datetime:
    """The younger of the moments that the comment shows."""
    return view.edited_at or view.created_at


def _view(idea: Idea, comment: Comment, people: Names, may_reply: bool, *, has_replies: bool = False) -> CommentView:
    home = f"/{g.brand.slug}/ideas/{idea.number}/comments/{comment.id}"
    gone = comment.removed_at is not None
    return CommentView(
        id=comment.id,
        anchor=f"comment-{comment.id}",
        author_name=comment.author.display_name if comment.author else gettext("Former member"),
        author_href=people.href(comment.author_id),
        author_role=people.role(comment.author_id),
        created_at=comment.created_at,
        edited_at=comment.edited_at,
        html=trusted(comment.body_html),
        is_official=comment.is_official,
        is_removed=gone,
        edit_href=f"{home}/edit" if can_edit(g.viewer, comment, idea) else None,
        remove_action=f"{home}/delete" if can_remove(g.viewer, comment) else None,
        reply_href=f"{home}/reply" if may_reply and not gone else None,
        has_replies=has_replies,
    )
