"""Statements: each limit on a person's words or part here makes exactly one, by the one door that is here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ideas.base.db import db
from ideas.base.html import excerpt
from ideas.base.refusal import Refusal
from ideas.base.text import many_lines
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.spine.activity.actions import record
from ideas.trust.moderation.models import Case, HouseRule, Statement
from ideas.trust.moderation.rules import FACTS_MAX, FACTS_MIN, NEW_ACCOUNT, TOLD_AFTER, Limit

EXCERPT = 300


class BadFacts(Refusal):
    """The facts are missing, too short or too long."""


def make_statement(
    kind: Limit,
    *,
    brand_id: int,
    account_id: int | None,
    facts: str,
    by: Account | None,
    at: datetime,
    rule: HouseRule | None = None,
    idea: Idea | None = None,
    comment: Comment | None = None,
    case: Case | None = None,
    by_report: bool = False,
    by_machine: bool = False,
    until: datetime | None = None,
) -> Statement:
    """Keep the reasons for a limit, and let the person hear them: whoever limits calls this, once. Raises BadFacts.

    `account_id` is whose words or part are limited, `by` who decided, None for the house itself. The mail leaves
    TOLD_AFTER later, unless the statement was lifted by then. Spam by accounts of less than a week is the one exception.
    """
    statement = Statement(
        brand_id=brand_id,
        account_id=account_id,
        kind=kind,
        case_id=case.id if case else None,
        facts=check_facts(facts),
        by_report=by_report or case is not None,
        by_machine=by_machine,
        is_mailed=_is_mailed(kind, account_id, at),
        until=until,
        decided_by_id=by.id if by else None,
        created_at=at,
        **_named(rule, idea, comment),
    )
    db.session.add(statement)
    db.session.flush()
    _record(statement, idea)
    return statement


def statement_on(
    thing: Idea | Comment,
    idea: Idea,
    kind: Limit,
    *,
    rule: HouseRule,
    facts: str,
    by: Account,
    at: datetime,
    case: Case | None = None,
) -> Statement:
    """The statement about something that a person wrote: this idea, or a comment on it. Raises BadFacts."""
    return make_statement(
        kind,
        brand_id=idea.brand_id,
        account_id=thing.author_id,
        facts=facts,
        by=by,
        at=at,
        rule=rule,
        idea=idea,
        comment=thing if isinstance(thing, Comment) else None,
        case=case,
    )


def lift_statement(statement: Statement, *, by: Account, at: datetime) -> None:
    """Say that its limit is over before its time. Whoever takes back the limit itself calls this."""
    statement.lifted_at, statement.lifted_by_id = at, by.id
    db.session.flush()
    record(
        "statement.lifted",
        brand_id=statement.brand_id,
        by=by.id,
        at=at,
        idea_id=statement.idea_id,
        detail={"statement_id": statement.id, "kind": statement.kind.value},
    )


def check_facts(facts: str) -> str:
    """The facts, cleaned: what a person is told must be something. Raises BadFacts."""
    facts = many_lines(facts).strip()
    if not FACTS_MIN <= len(facts) <= FACTS_MAX:
        raise BadFacts(
            "Say in %(least)s to %(most)s characters what happened; this has %(size)s. The person reads it.",
            field="facts",
            least=FACTS_MIN,
            most=FACTS_MAX,
            size=len(facts),
        )
    return facts


def quote_comments(ids: Iterable[int]) -> None:
    """Make the excerpts that statements about these comments quote: a request does so before it locks anything."""
    for body in db.session.scalars(select(Comment.body).where(Comment.id.in_(sorted(ids)))):
        excerpt(body, length=EXCERPT)


def _is_mailed(kind: Limit, account_id: int | None, at: datetime) -> bool:
    author = db.session.get(Account, account_id) if account_id else None
    return author is not None and not (kind is Limit.SPAM and at - author.created_at < NEW_ACCOUNT)


def _named(rule: HouseRule | None, idea: Idea | None, comment: Comment | None) -> dict[str, Any]:
    """The columns that say which rule was broken by what, and how that began."""
    words = f"{idea.title}: {idea.excerpt}"[:EXCERPT].removesuffix(": ") if idea is not None else ""
    return {
        "rule_id": rule.id if rule else None,
        "rule_label": rule.label if rule else "",
        "idea_id": idea.id if idea else None,
        "comment_id": comment.id if comment else None,
        "excerpt": excerpt(comment.body, length=EXCERPT) if comment is not None else words,
    }


def _record(statement: Statement, idea: Idea | None) -> None:
    record(
        "statement.created",
        brand_id=statement.brand_id,
        by=statement.decided_by_id,
        at=statement.created_at,
        board_id=idea.board_id if idea else None,
        idea_id=statement.idea_id,
        detail={"statement_id": statement.id, "kind": statement.kind.value},
        told_after=TOLD_AFTER,
    )
