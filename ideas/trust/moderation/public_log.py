"""The moderation log that a brand may open to everybody: what was limited, by which rule, and how soon. Nobody is named.

Whoever reads it learns of the boards that they see: what happens on the others is in no line and in no count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor, moment_number, moment_of
from ideas.community.idea.models import Idea
from ideas.people.brand.viewer import Viewer
from ideas.trust.moderation.models import Appeal, Case, Statement
from ideas.trust.moderation.rules import AppealOutcome, CaseOutcome, Limit

SPAN = timedelta(days=365)
SAMPLE = 1_000
PAGE = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """Twelve months in numbers: limits by kind and by rule, cases decided and upheld, appeals and those that were right."""

    kinds: Sequence[tuple[Limit, int]]
    rules: Sequence[tuple[str, int]]
    cases: int
    upheld: int
    median_hours: float | None
    appeals: int
    lifted: int

    @property
    def total(self) -> int:
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision without a name: when, what, by which rule, found by whom, whether it stands, and how many it limited."""

    at: datetime
    kind: Limit
    rule: str
    is_comment: bool
    by_report: bool
    by_machine: bool
    until: datetime | None
    lifted_at: datetime | None
    count: int


def read_figures(viewer: Viewer, *, at: datetime) -> Figures:
    """The figures of the brand in scope over the last twelve months. The median is of the last thousand decided cases."""
    since = at - SPAN
    kinds, rules = _limits(viewer, since)
    cases, upheld = db.session.execute(
        select(func.count(Case.id), func.count(Case.id).filter(Case.outcome == CaseOutcome.UPHELD)).where(
            Case.closed_at >= since, Case.board_id.in_(viewer.board_ids)
        )
    ).one()
    appeals, lifted = db.session.execute(
        select(func.count(Appeal.statement_id), func.count().filter(Appeal.outcome == AppealOutcome.LIFTED))
        .join(Statement, Statement.id == Appeal.statement_id)
        .where(Appeal.decided_at >= since, _is_in_sight(viewer))
    ).one()
    return Figures(kinds, rules, cases, upheld, _median_hours(viewer, since), appeals, lifted)


def read_entries(
    viewer: Viewer, *, at: datetime, after: str | None = None, limit: int = PAGE
) -> tuple[Sequence[Entry], str | None]:
    """A page of the limits of the last twelve months, the latest first, and the cursor of the next. Raises BadCursor.

    What one decision did to many (fifty false votes) is one entry.
    """
    last_id, is_comment = func.max(Statement.id), Statement.comment_id.is_not(None)
    alike = (
        Statement.created_at,
        Statement.kind,
        Statement.rule_label,
        is_comment,
        Statement.by_report,
        Statement.by_machine,
        Statement.until,
        Statement.lifted_at,
    )
    found = (
        select(*alike, func.count(), last_id)
        .where(Statement.created_at >= at - SPAN, _is_in_sight(viewer))
        .group_by(*alike)
        .order_by(Statement.created_at.desc(), last_id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        number, statement_id = decode_cursor(after, int, int)
        moment = moment_of(number)
        found = found.where(Statement.created_at <= moment).having(
            or_(Statement.created_at < moment, last_id < statement_id)
        )
    rows: list[Any] = list(db.session.execute(found))
    entries = [Entry(*row[:-1]) for row in rows[:limit]]
    if len(rows) <= limit:
        return entries, None
    return entries, encode_cursor(moment_number(rows[limit - 1][0]), rows[limit - 1][-1])


def _is_in_sight(viewer: Viewer) -> ColumnElement[bool]:
    """Whether a statement is about a person, or about an idea on a board that this viewer sees."""
    on_their_boards = exists().where(Idea.id == Statement.idea_id, Idea.board_id.in_(viewer.board_ids))
    return or_(Statement.idea_id.is_(None), on_their_boards)


def _limits(viewer: Viewer, since: datetime) -> tuple[Sequence[tuple[Limit, int]], Sequence[tuple[str, int]]]:
    """How many limits there were of each kind and by each rule, the most frequent first."""
    rows: list[Any] = list(
        db.session.execute(
            select(Statement.kind, Statement.rule_label, func.count())
            .where(Statement.created_at >= since, _is_in_sight(viewer))
            .group_by(Statement.kind, Statement.rule_label)
        )
    )
    kinds: dict[Limit, int] = {}
    rules: dict[str, int] = {}
    for kind, label, count in rows:
        kinds[kind] = kinds.get(kind, 0) + count
        if label:
            rules[label] = rules.get(label, 0) + count
    return _by_count(kinds), _by_count(rules)


def _by_count(counts: dict[Any, int]) -> Sequence[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))


def _median_hours(viewer: Viewer, since: datetime) -> float | None:
    last = (
        select(Case.opened_at, Case.closed_at)
        .where(Case.closed_at >= since, Case.board_id.in_(viewer.board_ids))
        .order_by(Case.closed_at.desc())
        .limit(SAMPLE)
    )
    hours = [(closed - opened) / timedelta(hours=1) for opened, closed in db.session.execute(last) if closed]
    return median(hours) if hours else None
