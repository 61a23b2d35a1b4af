"""Reads of cases: what waits for a decision, and everything that one needs to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import aliased

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor, moment_number, moment_of
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.viewer import Viewer
from ideas.trust.moderation.models import Ban, Case, HouseRule, Report, Statement
from ideas.trust.moderation.queries import ban_of

PAGE = 20
REPORTS_SHOWN = 50
HISTORY_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: the thing that it is about, whose that is, and which rules are named."""

    case: Case
    idea: Idea
    comment: Comment | None
    author: Account | None
    rules: Sequence[str]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Cases, the oldest first, and the cursor of the next page."""

    rows: Sequence[CaseRow]
    after: str | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with all that speaks for and against: the reports, and what the author has done here so far."""

    case: Case
    idea: Idea
    comment: Comment | None
    reports: Sequence[tuple[Report, str, str | None]]
    author: Account | None
    membership: Membership | None
    ban: Ban | None
    earlier: Sequence[Statement]
    idea_count: int
    comment_count: int
    closed_by: str | None
    statement: Statement | None


def hosted_boards(viewer: Viewer) -> ColumnElement[bool]:
    """Cases of the boards that this viewer decides on."""
    return true() if viewer.is_moderator else Case.board_id.in_(viewer.hosted)


def waiting_cases(viewer: Viewer, *, after: str | None = None, limit: int = PAGE) -> CasePage:
    """A page of the open cases that this viewer may decide, in two queries. Raises BadCursor."""
    found = (
        select(Case, Idea, Comment, Account)
        .join(Idea, Idea.id == Case.idea_id)
        .outerjoin(Comment, Comment.id == Case.comment_id)
        .outerjoin(Account, Account.id == func.coalesce(Comment.author_id, Idea.author_id))
        .where(Case.closed_at.is_(None), Case.report_count > 0, hosted_boards(viewer))
        .order_by(Case.opened_at, Case.id)
        .limit(limit + 1)
    )
    if after is not None:
        moment, case_id = decode_cursor(after, int, int)
        opened = moment_of(moment)
        found = found.where(or_(Case.opened_at > opened, and_(Case.opened_at == opened, Case.id > case_id)))
    rows: list[Any] = list(db.session.execute(found))
    more, rows = len(rows) > limit, rows[:limit]
    rules = _rules_of([row[0].id for row in rows])
    cursor = encode_cursor(moment_number(rows[-1][0].opened_at), rows[-1][0].id) if more else None
    cases = [CaseRow(case, idea, comment, author, rules.get(case.id, ())) for case, idea, comment, author in rows]
    return CasePage(cases, cursor)


def case_view(case_id: int, viewer: Viewer, *, at: datetime | None = None) -> CaseView | None:
    """The case if this viewer decides on its board, open or closed, with everything that speaks for and against.

    `at` is when it is looked at: its author's ban is the one in force then, or else when the case was opened.
    """
    closer = aliased(Account)
    row = db.session.execute(
        select(Case, Idea, Comment, closer.display_name)
        .join(Idea, Idea.id == Case.idea_id)
        .outerjoin(Comment, Comment.id == Case.comment_id)
        .outerjoin(closer, closer.id == Case.closed_by_id)
        .where(Case.id == case_id, hosted_boards(viewer))
    ).first()
    if row is None:
        return None
    case, idea, comment, closed_by = row
    author_id = comment.author_id if comment is not None else idea.author_id
    return CaseView(
        case=case,
        idea=idea,
        comment=comment,
        reports=_reports_of(case.id),
        closed_by=closed_by,
        statement=db.session.scalar(select(Statement).where(Statement.case_id == case.id).limit(1)),
        **history_of(author_id, viewer=viewer, at=at or case.opened_at),
    )


def history_of(author_id: int | None, *, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """Who somebody is here: their place, their ban at that moment or later, and how much they wrote; and the statements
    about them that this viewer may read: all for a moderator, for a partner those about their boards.
    """
    if author_id is None:
        return {
            "author": None,
            "membership": None,
            "ban": None,
            "earlier": (),
            "idea_count": 0,
            "comment_count": 0,
        }
    ideas = select(func.count(Idea.id)).where(Idea.author_id == author_id, Idea.visibility == Visibility.PUBLIC)
    comments = select(func.count(Comment.id)).where(
        Comment.author_id == author_id, Comment.visibility == Visibility.PUBLIC, Comment.removed_at.is_(None)
    )
    earlier = select(Statement).where(Statement.account_id == author_id).order_by(Statement.id.desc())
    if not viewer.is_moderator:
        earlier = earlier.join(Idea, Idea.id == Statement.idea_id).where(Idea.board_id.in_(viewer.hosted))
    return {
        "author": db.session.get(Account, author_id),
        "membership": db.session.scalar(select(Membership).where(Membership.account_id == author_id)),
        "ban": ban_of(author_id, at=at),
        "earlier": db.session.scalars(earlier.limit(HISTORY_SHOWN)).all(),
        "idea_count": db.session.scalar(ideas) or 0,
        "comment_count": db.session.scalar(comments) or 0,
    }


def _reports_of(case_id: int) -> Sequence[tuple[Report, str, str | None]]:
    """The first reports of a case, the rule that each names, and who wrote it."""
    found = (
        select(Report, HouseRule.label, Account.display_name)
        .join(HouseRule, HouseRule.id == Report.rule_id)
        .outerjoin(Account, Account.id == Report.account_id)
        .where(Report.case_id == case_id)
        .order_by(Report.id)
        .limit(REPORTS_SHOWN)
    )
    return [(report, label, name) for report, label, name in db.session.execute(found)]


def _rules_of(case_ids: Sequence[int]) -> dict[int, list[str]]:
    """Which rules the reports of each case name, the most named first."""
    found = (
        select(Report.case_id, HouseRule.label)
        .join(HouseRule, HouseRule.id == Report.rule_id)
        .where(Report.case_id.in_(case_ids))
        .group_by(Report.case_id, HouseRule.label, HouseRule.position)
        .order_by(func.count().desc(), HouseRule.position)
    )
    rules: dict[int, list[str]] = {}
    for case_id, label in db.session.execute(found) if case_ids else ():
        rules.setdefault(case_id, []).append(label)
    return rules
