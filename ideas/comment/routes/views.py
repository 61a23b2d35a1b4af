"""Comments as their component takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import g
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from ideas.comment.models import Comment
from ideas.comment.policy import can_comment, can_edit, can_remove
from ideas.comment.queries import Thread
from ideas.idea.models import Idea
from ideas.kit.html import trusted


class Names(Protocol):
    """Where people's profiles are, and what they are in this brand."""

    def href(self, account_id: int | None) -> str | None:
        """The address of a person's profile."""

    def role(self, account_id: int | None) -> str | None:
        """A person's role here."""


@dataclass(slots=True)
class CommentView:
    """A comment with its addresses; `replies` are shown below it, one level deep."""

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
    csrf: str
    replies: list[Any]
    replies_html: Markup | None = None

    def show_replies(self, markup: Markup) -> None:
        """Take the rendered replies, which the component shows below the comment."""
        self.replies_html = markup


def view_threads(idea: Idea, threads: Sequence[Thread], people: Names) -> list[CommentView]:
    """The threads of a page; each comment says what this viewer may do with it."""
    csrf = generate_csrf() if g.viewer.is_signed_in else ""
    may_reply = can_comment(g.viewer, idea)
    return [
        _view(
            idea, thread.comment, people, csrf, may_reply,
            [_view(idea, reply, people, csrf, may_reply, []) for reply in thread.replies],
        )
        for thread in threads
    ]  # fmt: skip


def _view(
    idea: Idea, comment: Comment, people: Names, csrf: str, may_reply: bool, replies: list[CommentView]
) -> CommentView:
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
        csrf=csrf,
        replies=replies,
    )
