"""Reads of moderation: rules, what stands against a thing or a person, statements, bans."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor, moment_number, moment_of
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import Role
from ideas.trust.moderation.models import Appeal, Ban, HouseRule, Statement
from ideas.trust.moderation.rules import LIMITS_OF_A_COMMENT, LIMITS_OF_AN_IDEA, Limit

PAGE = 20


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Statements with their appeals, the latest first, and the cursor of the next page."""

    rows: Sequence[tuple[Statement, Appeal | None]]
    after: str | None


# --- rules -----------------------------------------------------------------------------------------------------------


def all_rules() -> Sequence[HouseRule]:
    """Every rule of the brand in scope in order, also the retired."""
    return db.session.scalars(select(HouseRule).order_by(HouseRule.position, HouseRule.id)).all()


def find_rule(rule_id: int) -> HouseRule | None:
    return db.session.scalar(select(HouseRule).where(HouseRule.id == rule_id))


# --- what stands -----------------------------------------------------------------------------------------------------


def standing_statement(thing: Idea | Comment, *, lock: bool = False) -> Statement | None:
    """The statement of the limit that keeps this thing from everybody's eyes, if one does."""
    found = select(Statement).where(Statement.lifted_at.is_(None))
    if isinstance(thing, Comment):
        found = found.where(Statement.comment_id == thing.id, Statement.kind.in_(LIMITS_OF_A_COMMENT))
    else:
        found = found.where(
            Statement.idea_id == thing.id, Statement.comment_id.is_(None), Statement.kind.in_(LIMITS_OF_AN_IDEA)
        )
    if lock:
        found = found.with_for_update(key_share=True).execution_options(populate_existing=True)
    return db.session.scalar(found.limit(1))


def standing_lock(idea: Idea) -> Statement | None:
    """The statement that closed the idea's discussion, if one did."""
    return db.session.scalar(
        select(Statement).where(
            Statement.idea_id == idea.id, Statement.kind == Limit.LOCK, Statement.lifted_at.is_(None)
        )
    )


def statements_of_comments(idea: Idea, comment_ids: Iterable[int]) -> dict[int, int]:
    """The standing statement's id of each of these comments that has one: one query for a page."""
    wanted = list(comment_ids)
    if not wanted:
        return {}
    found = select(Statement.comment_id, Statement.id).where(
        Statement.idea_id == idea.id, Statement.comment_id.in_(wanted), Statement.lifted_at.is_(None)
    )
    return {comment_id: statement_id for comment_id, statement_id in db.session.execute(found) if comment_id}


def ban_of(account_id: int, *, at: datetime) -> Ban | None:
    """This person's ban in the brand in scope that is in force at that moment."""
    return db.session.scalar(
        select(Ban)
        .where(Ban.account_id == account_id, Ban.lifted_at.is_(None), or_(Ban.until.is_(None), Ban.until > at))
        .order_by(Ban.id.desc())
        .limit(1)
    )


# --- statements ------------------------------------------------------------------------------------------------------


def find_statement(statement_id: int) -> tuple[Statement, Appeal | None, Idea | None] | None:
    """A statement with its appeal and the idea that it is about."""
    return db.session.execute(
        select(Statement, Appeal, Idea)
        .outerjoin(Appeal, Appeal.statement_id == Statement.id)
        .outerjoin(Idea, Idea.id == Statement.idea_id)
        .where(Statement.id == statement_id)
    ).first()


def statements_about(account_id: int, *, after: str | None = None, limit: int = PAGE) -> StatementPage:
    """A page of the statements about this person in the brand in scope, the latest first. Raises BadCursor."""
    found = (
        select(Statement, Appeal)
        .outerjoin(Appeal, Appeal.statement_id == Statement.id)
        .where(Statement.account_id == account_id)
        .order_by(Statement.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        found = found.where(Statement.id < decode_cursor(after, int)[0])
    rows: list[Any] = list(db.session.execute(found))
    return StatementPage(rows[:limit], encode_cursor(rows[limit - 1][0].id) if len(rows) > limit else None)


def can_be_decided(statement: Statement) -> bool:
    """Whether somebody else than who decided, and whom it is about, is there to look at an appeal."""
    return others_moderate(*(one for one in (statement.decided_by_id, statement.account_id) if one))


def others_moderate(*account_ids: int) -> bool:
    """Whether the brand in scope has a moderator or an owner besides these people."""
    others = select(Membership.id).where(
        Membership.role.in_((Role.MODERATOR, Role.OWNER)), Membership.account_id.not_in(account_ids)
    )
    return db.session.scalar(others.limit(1)) is not None


# --- appeals ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AppealPage:
    """Appeals that wait, the oldest first, with their statements and people, and the cursor of the next page."""

    rows: Sequence[tuple[Appeal, Statement, Account | None]]
    after: str | None


def waiting_appeals(*, after: str | None = None, limit: int = PAGE) -> AppealPage:
    """A page of the appeals in the brand in scope that nobody has decided. Raises BadCursor."""
    found = (
        select(Appeal, Statement, Account)
        .join(Statement, Statement.id == Appeal.statement_id)
        .outerjoin(Account, Account.id == Statement.account_id)
        .where(Appeal.decided_at.is_(None))
        .order_by(Appeal.created_at, Appeal.statement_id)
        .limit(limit + 1)
    )
    if after is not None:
        moment, statement_id = decode_cursor(after, int, int)
        came = moment_of(moment)
        later = (Appeal.created_at == came) & (Appeal.statement_id > statement_id)
        found = found.where(or_(Appeal.created_at > came, later))
    rows: list[Any] = list(db.session.execute(found))
    more = len(rows) > limit
    last = rows[limit - 1][0] if more else None
    cursor = encode_cursor(moment_number(last.created_at), last.statement_id) if last is not None else None
    return AppealPage(rows[:limit], cursor)
