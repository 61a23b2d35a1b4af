"""What the list of the inbox shows of each item, put together for the whole page at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g
from flask_babel import gettext, ngettext
from sqlalchemy import select
from sqlalchemy.orm import aliased

from ideas.base import clock
from ideas.base.db import db
from ideas.base.html import excerpt
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.routes.due import dues_of
from ideas.community.pipeline.models import Answer
from ideas.desk.acts.items import comment_stamp, idea_stamp, token_of
from ideas.desk.acts.rules import Kind
from ideas.desk.inbox.queue import Waiting, hosted_boards
from ideas.people.account.models import Account
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.moderation.models import Case

DAY = 86_400
EXCERPT = 90
ICONS = {
    Kind.APPROVE: "circle-dashed",
    Kind.COMMENT: "message-circle",
    Kind.ANSWER: "reply",
    Kind.REPORT: "flag",
    Kind.DUPLICATE: "copy",
    Kind.VOTES: "vote",
    Kind.APPEAL: "gavel",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox."""

    ref: str
    token: str
    kind: Kind
    icon: str
    label: str
    title: str
    number: int | None
    author: str
    board: str
    votes: int | None
    note: str
    taken_by: str
    mine: bool
    due_text: str
    due_state: str
    due_at: datetime
    asked_again: bool


def rows_of(items: Sequence[Waiting]) -> list[Row]:
    """The lines of these items, in a number of queries that does not depend on how many there are."""
    ideas = _ideas({one for item in items for one in (item.idea_id, item.other_id) if one})
    extras = _extras(items)
    waiting = [(item.id, ideas[item.id].board_id, item.due_at) for item in items if _has_clock(item, ideas)]
    dues = dues_of(waiting)
    boards = {board.id: board.name for board in g.viewer.boards} if len(hosted_boards(g.viewer)) > 1 else {}
    now, words = clock.now(), labels()
    return [_row(item, ideas, extras.get(item.ref), dues, boards, words, now) for item in items]


def labels() -> dict[Kind, str]:
    """What an item of each kind is called."""
    return {
        Kind.APPROVE: gettext("To approve"),
        Kind.COMMENT: gettext("Comment to approve"),
        Kind.ANSWER: gettext("To answer"),
        Kind.REPORT: gettext("Reported"),
        Kind.DUPLICATE: gettext("Likely duplicate"),
        Kind.VOTES: gettext("Votes to look at"),
        Kind.APPEAL: gettext("Appeal"),
    }


def lateness(due_at: datetime, *, now: datetime) -> tuple[str, str]:
    """How late something without a promise is, in words, and the state that colours them."""
    late = int((now - due_at).total_seconds())
    if late >= 2 * DAY:
        return str(ngettext("%(num)s day late", "%(num)s days late", late // DAY)), "late"
    if late > 0:
        return str(gettext("late")), "late"
    days = -late // DAY
    return (
        (str(gettext("today")), "soon")
        if days < 1
        else (str(ngettext("in %(num)s day", "in %(num)s days", days)), "ok")
    )


def _row(
    item: Waiting,
    ideas: Mapping[int, Any],
    extra: Any,
    dues: Mapping[int, Any],
    boards: Mapping[int, str],
    words: Mapping[Kind, str],
    now: datetime,
) -> Row:
    idea = ideas.get(item.idea_id or 0)
    stamp = (
        comment_stamp(extra) if item.kind is Kind.COMMENT and extra is not None else idea_stamp(idea, _version(idea))
    )
    face = dues.get(item.id) if item.kind is Kind.ANSWER else None
    text, state = (face.text, face.state) if face else lateness(item.due_at, now=now)
    reopened = item.kind is Kind.ANSWER and idea is not None and idea.reopened_at is not None
    return Row(
        ref=item.ref,
        token=token_of(item.ref, stamp, idea.assignee_id if idea else None),
        kind=item.kind,
        icon="refresh-cw" if reopened else ICONS[item.kind],
        label=gettext("Asked again") if reopened else words[item.kind],
        title=idea.title if idea else gettext("Votes of several ideas"),
        number=idea.number if idea else None,
        author=_author(item, idea, extra),
        board=boards.get(idea.board_id, "") if idea else "",
        votes=idea.vote_count if idea and item.kind is Kind.ANSWER else None,
        note=_note(item, ideas, extra),
        taken_by=idea.assignee or "" if idea else "",
        mine=bool(idea and idea.assignee_id == g.viewer.account_id),
        due_text=text,
        due_state=state,
        due_at=item.due_at,
        asked_again=reopened,
    )


def _author(item: Waiting, idea: Any, extra: Any) -> str:
    if item.kind is Kind.COMMENT:
        return extra.author or gettext("Former member") if extra is not None else ""
    return idea.author or gettext("Former member") if idea is not None else ""


def _note(item: Waiting, ideas: Mapping[int, Any], extra: Any) -> str:
    """The one thing more that helps to decide what to open."""
    if item.kind is Kind.COMMENT and extra is not None:
        return excerpt(extra.body, length=EXCERPT)
    if item.kind is Kind.REPORT and extra is not None:
        return str(ngettext("%(num)s report", "%(num)s reports", extra.report_count))
    if item.kind is Kind.VOTES and extra is not None:
        return str(ngettext("%(num)s vote held", "%(num)s votes held", extra.held_count))
    other = ideas.get(item.other_id or 0)
    if item.kind is Kind.DUPLICATE and other is not None and other.board_id in g.viewer.board_ids:
        return str(gettext("like “%(title)s”", title=other.title))
    return ""


def _has_clock(item: Waiting, ideas: Mapping[int, Any]) -> bool:
    return item.kind is Kind.ANSWER and item.id in ideas


def _version(idea: Any) -> int:
    return idea.answer_version or 0 if idea is not None else 0


def _ideas(ids: set[int]) -> dict[int, Any]:
    if not ids:
        return {}
    taker = aliased(Account)
    rows = db.session.execute(
        select(
            Idea.id,
            Idea.number,
            Idea.title,
            Idea.board_id,
            Idea.version,
            Idea.stage_version,
            Idea.reopened_at,
            Idea.assignee_id,
            Account.display_name.label("author"),
            IdeaRank.vote_count,
            taker.display_name.label("assignee"),
            Answer.version.label("answer_version"),
        )
        .join(IdeaRank, IdeaRank.idea_id == Idea.id)
        .outerjoin(Account, Account.id == Idea.author_id)
        .outerjoin(taker, taker.id == Idea.assignee_id)
        .outerjoin(Answer, Answer.idea_id == Idea.id)
        .where(Idea.id.in_(sorted(ids)))
    )
    return {row.id: row for row in rows}


def _extras(items: Sequence[Waiting]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind, statement in _EXTRAS.items():
        ids = [item.id for item in items if item.kind is kind]
        if ids:
            rows = db.session.execute(statement(ids))
            found |= {f"{kind}:{row.id}": row for row in rows}
    return found


_EXTRAS: dict[Kind, Any] = {
    Kind.COMMENT: lambda ids: (
        select(Comment.id, Comment.body, Comment.edited_at, Account.display_name.label("author"))
        .outerjoin(Account, Account.id == Comment.author_id)
        .where(Comment.id.in_(ids))
    ),
    Kind.REPORT: lambda ids: select(Case.id, Case.report_count).where(Case.id.in_(ids)),
    Kind.VOTES: lambda ids: select(VoteAlert.id, VoteAlert.held_count).where(VoteAlert.id.in_(ids)),
}
