"""Comments as their component takes them, each rendered once for everybody who sees the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import g
from flask_babel import gettext
from markupsafe import Markup

from ideas.base.html import trusted
from ideas.community.comment.models import Comment
from ideas.community.comment.policy import can_comment, can_edit, can_remove, can_see, is_author
from ideas.community.comment.queries import Thread
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.rim.cached import CachedPart
from ideas.rim.paths import path_to
from ideas.trust.moderation.queries import statements_of_comments
from ideas.trust.screening.words import what_comes_next, why_held, why_it_waits

_comment = CachedPart("community/comment/_comment.html", most=8_192)


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
    remove_href: str | None
    reply_href: str | None
    has_replies: bool
    is_hidden: bool
    note: str | None
    note_href: str | None
    report_href: str | None
    hide_href: str | None
    show_action: str | None
    approve_action: str | None
    decline_href: str | None


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A comment and the replies that are shown below it, one level deep."""

    comment: CommentView
    replies: Sequence[CommentView]


def view_threads(idea: Idea, threads: Sequence[Thread], people: Names) -> list[ThreadView]:
    """The threads of a page; each comment says what this viewer may do with it."""
    may_reply = can_comment(g.viewer, idea)
    reasons = statements_of_comments(idea, _limited(threads))
    return [
        ThreadView(
            _view(idea, thread.comment, people, may_reply, reasons, has_replies=bool(thread.replies)),
            [_view(idea, reply, people, may_reply, reasons) for reply in thread.replies],
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


def _limited(threads: Sequence[Thread]) -> list[int]:
    """The comments of a page that not everybody sees."""
    comments = (comment for thread in threads for comment in (thread.comment, *thread.replies))
    return [comment.id for comment in comments if comment.visibility is not Visibility.PUBLIC]


def _view(
    idea: Idea,
    comment: Comment,
    people: Names,
    may_reply: bool,
    reasons: Mapping[int, int],
    *,
    has_replies: bool = False,
) -> CommentView:
    place = {"number": idea.number, "comment_id": comment.id}
    gone, seen = comment.removed_at is not None, can_see(g.viewer, comment, idea)
    return CommentView(
        id=comment.id,
        anchor=f"comment-{comment.id}",
        author_name=comment.author.display_name if comment.author else gettext("Former member"),
        author_href=people.href(comment.author_id),
        author_role=people.role(comment.author_id),
        created_at=comment.created_at,
        edited_at=comment.edited_at,
        html=trusted(comment.body_html if seen else ""),
        is_official=comment.is_official,
        is_removed=gone,
        edit_href=path_to("comment.edit", **place) if can_edit(g.viewer, comment, idea) else None,
        remove_href=path_to("comment_removal.new", **place) if can_remove(g.viewer, comment) else None,
        reply_href=path_to("reply.new", **place) if may_reply and comment.is_shown else None,
        has_replies=has_replies,
        is_hidden=not seen,
        note=_note(idea, comment) if seen and not gone else None,
        note_href=path_to("statement.show", statement_id=reasons[comment.id])
        if seen and comment.id in reasons
        else None,
        report_href=path_to("comment_report.new", **place) if _can_report(idea, comment) else None,
        **_tools(idea, comment, place),
    )


def _can_report(idea: Idea, comment: Comment) -> bool:
    """Hosts need not: they decide."""
    return comment.is_shown and not is_author(g.viewer, comment) and not g.viewer.hosts(idea.board_id)


def _note(idea: Idea, comment: Comment) -> str | None:
    """Why not everybody sees it."""
    notes = {
        Visibility.PENDING: _waiting(idea, comment),
        Visibility.HIDDEN: gettext("Hidden: others don't see it."),
        Visibility.SPAM: gettext("Marked as spam: nobody but you who run this board sees it."),
    }
    return notes.get(comment.visibility)


def _waiting(idea: Idea, comment: Comment) -> str:
    if g.viewer.hosts(idea.board_id) and not is_author(g.viewer, comment):
        return f"{gettext('Waiting for approval.')} {why_held(comment.held_because)}"
    seen = gettext("Waiting for approval: only you and the people who run this board see it.")
    return f"{seen} {why_it_waits(comment.held_because)} {what_comes_next(is_idea=False)}"


def _tools(idea: Idea, comment: Comment, place: Mapping[str, int]) -> dict[str, str | None]:
    """What the board's hosts can do about it."""
    hosts, gone = g.viewer.hosts(idea.board_id), comment.removed_at is not None
    is_limited = comment.visibility in (Visibility.HIDDEN, Visibility.SPAM)
    waits = hosts and comment.visibility is Visibility.PENDING and not gone
    return {
        "approve_action": path_to("comment_approval.create", **place) if waits else None,
        "decline_href": path_to("comment_decline.new", **place) if waits else None,
        "hide_href": path_to("comment_hiding.new", **place) if hosts and comment.is_shown else None,
        "show_action": path_to("comment_hiding.destroy", **place) if hosts and is_limited and not gone else None,
    }
