"""Bans: a person takes no part in a brand, for a time or for good. They still read, and can appeal."""

from datetime import datetime

from sqlalchemy import select, update

from ideas.base.db import db
from ideas.base.refusal import Conflict, Refusal
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.rules import FOREVER
from ideas.spine.activity.actions import record
from ideas.trust.moderation.actions.case import close_case, lock_case
from ideas.trust.moderation.actions.statement import check_facts, lift_statement, make_statement
from ideas.trust.moderation.models import Ban, Case, HouseRule, Statement
from ideas.trust.moderation.queries import ban_of
from ideas.trust.moderation.rules import CaseOutcome, Limit

REASON = 500


class CantBan(Refusal):
    """Staff are not banned, and no ban ends before it begins."""


class AlreadyBanned(Conflict):
    """A ban of this person is in force."""


class NotBanned(Conflict):
    """The ban was lifted meanwhile."""


def ban(
    membership: Membership,
    *,
    rule: HouseRule,
    facts: str,
    until: datetime | None,
    by: Account,
    at: datetime,
    by_report: bool = False,
    case: Case | None = None,
) -> Ban:
    """Let a member take no part until then, or without `until` for good. `case` is decided with it.

    Raises BadFacts, CantBan, AlreadyBanned, CaseClosed.
    """
    check_facts(facts)
    if until is not None and until <= at:
        raise CantBan("A ban ends after it begins.", field="until")
    case = lock_case(case) if case is not None else None
    membership = _hold_bannable(membership, at=at)
    statement = make_statement(
        Limit.BAN,
        brand_id=membership.brand_id,
        account_id=membership.account_id,
        facts=facts,
        by=by,
        at=at,
        rule=rule,
        case=case,
        by_report=by_report,
        until=until,
    )
    whose = {"brand_id": membership.brand_id, "account_id": membership.account_id}
    made = Ban(**whose, statement_id=statement.id, created_at=at, until=until)
    db.session.add(made)
    membership.banned_until = until or FOREVER
    _record(made, statement, by=by)
    if case is not None:
        close_case(case, outcome=CaseOutcome.UPHELD, by=by, at=at)
    return made


def lift_ban(ban: Ban, *, by: Account, at: datetime) -> None:
    """Let the person take part again; the statement is lifted. Raises NotBanned."""
    membership = db.session.scalar(select(Membership).where(Membership.account_id == ban.account_id))
    if membership is not None:
        membership = lock_membership(membership.id)
    ban = db.session.scalars(
        select(Ban).where(Ban.id == ban.id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if ban.lifted_at is not None:
        raise NotBanned("This ban was lifted meanwhile. Nothing was changed.")
    ban.lifted_at = at
    db.session.flush()
    _keep_copy(ban.account_id)
    lift_statement(db.session.get_one(Statement, ban.statement_id), by=by, at=at)
    record(
        "membership.unbanned",
        brand_id=ban.brand_id,
        by=by.id,
        at=at,
        detail={"account_id": ban.account_id, "statement_id": ban.statement_id},
    )


def _hold_bannable(membership: Membership, *, at: datetime) -> Membership:
    """The membership, fresh and locked. Raises CantBan, AlreadyBanned."""
    membership = lock_membership(membership.id)
    if membership.role.is_staff:
        raise CantBan("This person helps to run the community. An owner takes their role away first.")
    if ban_of(membership.account_id, at=at) is not None:
        raise AlreadyBanned("This person is banned already. Lift that ban first, then ban them anew.")
    return membership


def _record(made: Ban, statement: Statement, *, by: Account) -> None:
    detail = {"account_id": made.account_id, "statement_id": statement.id}
    until = made.until.isoformat() if made.until else None
    record(
        "membership.banned",
        brand_id=made.brand_id,
        by=by.id,
        at=made.created_at,
        detail=detail,
        after={**detail, "until": until, "rule": statement.rule_label},
        reason=statement.facts[:REASON],
    )


def _keep_copy(account_id: int) -> None:
    """The membership's copy says until when the latest ban is that nobody lifted."""
    latest = db.session.scalar(
        select(Ban).where(Ban.account_id == account_id, Ban.lifted_at.is_(None)).order_by(Ban.id.desc()).limit(1)
    )
    until = None if latest is None else latest.until or FOREVER
    db.session.execute(
        update(Membership)
        .where(Membership.account_id == account_id)
        .values(banned_until=until)
        .execution_options(synchronize_session="fetch")
    )


def lock_membership(membership_id: int) -> Membership:
    """The membership, fresh and locked until the transaction ends."""
    return db.session.scalars(
        select(Membership)
        .where(Membership.id == membership_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
