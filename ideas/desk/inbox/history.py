"""Reads for one item of the desk: what else its author did here, what was said, what was reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from ideas.base.db import db
from ideas.base.html import excerpt
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.stage.models import Stage
from ideas.people.account.models import Account
from ideas.people.brand.viewer import Viewer
from ideas.trust.moderation.models import Case, HouseRule, Report

LAST_IDEAS = 5
LAST_COMMENTS = 3
REPORTS_MOST = 20
SAID_MAX = 220


@dataclass(frozen=True, slots=True)
class Saying:
    """One comment in short: who said it, the first words without their Markdown, and when."""

    author: str | None
    words: str
    created_at: datetime


def ideas_by(account_id: int, *, viewer: Viewer, but: int) -> tuple[Sequence[Any], int]:
    """This person's latest other ideas, each with its stage, and how many there are: on boards that the viewer hosts all, on
    others that they see the public ones.
    """
    hosted = [board_id for board_id in viewer.board_ids if viewer.hosts(board_id)]
    seen = or_(Idea.board_id.in_(hosted), Idea.visibility == Visibility.PUBLIC)
    theirs = (Idea.author_id == account_id, Idea.id != but, Idea.board_id.in_(viewer.board_ids), seen)
    rows = db.session.execute(
        select(
            Idea.id,
            Idea.number,
            Idea.slug,
            Idea.title,
            Idea.visibility,
            Idea.answered_at,
            Idea.created_at,
            Stage.name.label("stage"),
            Stage.phase,
            Stage.colour,
            func.count().over().label("total"),
        )
        .join(Stage, Stage.id == Idea.stage_id)
        .where(*theirs)
        .order_by(Idea.id.desc())
        .limit(LAST_IDEAS)
    ).all()
    return rows, rows[0].total if rows else 0


def last_comments(idea_id: int) -> Sequence[Saying]:
    """What was said last, oldest first."""
    rows = db.session.execute(
        select(Comment.body, Comment.created_at, Account.display_name.label("author"))
        .outerjoin(Account, Account.id == Comment.author_id)
        .where(Comment.idea_id == idea_id, Comment.removed_at.is_(None), Comment.visibility == Visibility.PUBLIC)
        .order_by(Comment.id.desc())
        .limit(LAST_COMMENTS)
    ).all()
    return [Saying(row.author, excerpt(row.body, length=SAID_MAX), row.created_at) for row in reversed(rows)]


def reports_of(case: Case) -> Sequence[Any]:
    """What was reported in a case, oldest first, with the rule that each names."""
    return db.session.execute(
        select(
            Report.id,
            Report.body,
            Report.created_at,
            HouseRule.id.label("rule_id"),
            HouseRule.label.label("rule"),
            Account.display_name.label("author"),
        )
        .join(HouseRule, HouseRule.id == Report.rule_id)
        .outerjoin(Account, Account.id == Report.account_id)
        .where(Report.case_id == case.id)
        .order_by(Report.id)
        .limit(REPORTS_MOST)
    ).all()
