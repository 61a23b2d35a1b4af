"""Reads of brands and their people."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Exists, and_, select
from sqlalchemy.orm import aliased

from ideas.base import html, token
from ideas.base.db import db, every_brand
from ideas.people.account.models import Account, AccountSession
from ideas.people.account.rules import session_limits
from ideas.people.brand.models import Brand, Membership
from ideas.people.brand.rules import SLUG, Role


def find_brand(slug: str) -> Brand | None:
    return db.session.scalar(select(Brand).where(Brand.slug == slug)) if SLUG.fullmatch(slug) else None


def all_brands(*, most: int = 100) -> Sequence[Brand]:
    return db.session.scalars(select(Brand).order_by(Brand.name, Brand.id).limit(most)).all()


def find_membership(account: Account) -> Membership | None:
    """This person's membership in the brand in scope."""
    return db.session.scalar(select(Membership).where(Membership.account_id == account.id))


def find_member(handle: str) -> tuple[Membership, Account] | None:
    """The member with this handle in the brand in scope."""
    if not SLUG.fullmatch(handle):
        return None
    row = db.session.execute(
        select(Membership, Account)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.handle == handle)
    ).first()
    return row


def known_handles(handles: Iterable[str]) -> set[str]:
    """Which of these handles belong to somebody in the brand in scope? One query."""
    wanted = sorted(set(handles))[:50]
    if not wanted:
        return set()
    return set(db.session.scalars(select(Membership.handle).where(Membership.handle.in_(wanted))))


def mention_links(brand: Brand, text: str) -> dict[str, str]:
    """The address of each person whom a text mentions, by handle."""
    return {handle: f"/{brand.slug}/people/{handle}" for handle in known_handles(html.mentioned_handles(text))}


def memberships_of(account: Account) -> Sequence[tuple[Membership, Brand]]:
    """Every brand that this person takes part in."""
    with every_brand():
        rows = db.session.execute(
            select(Membership, Brand)
            .join(Brand, Brand.id == Membership.brand_id)
            .where(Membership.account_id == account.id)
            .order_by(Brand.name)
        ).all()
    return list(rows)


def places_of(accounts: Iterable[int]) -> dict[int, Membership]:
    """Memberships in the brand in scope, by account id: roles and handles for a whole page in one query."""
    wanted = set(accounts)
    if not wanted:
        return {}
    found = db.session.scalars(select(Membership).where(Membership.account_id.in_(wanted)))
    return {membership.account_id: membership for membership in found}


def find_session(
    secret: str, *, brand_id: int | None, at: datetime
) -> tuple[AccountSession, Account, Membership | None] | None:
    """The living session of this cookie, its person and their membership of the brand, in one query.

    A session lives 90 days, 14 without use; for anybody who is staff somewhere 24 hours, 8 without use.
    """
    here = and_(Membership.account_id == Account.id, Membership.brand_id == (brand_id or 0))
    with every_brand():
        found = db.session.execute(
            select(AccountSession, Account, Membership, _works_somewhere())
            .join(Account, Account.id == AccountSession.account_id)
            .outerjoin(Membership, here)
            .where(AccountSession.token_hash == token.digest(secret), AccountSession.expires_at > at)
        ).first()
    if found is None:
        return None
    session, account, membership, is_staff = found
    idle, absolute = session_limits(is_staff=is_staff)
    if at - session.last_seen_at > idle or at - session.created_at > absolute:
        return None
    return session, account, membership


@cache
def _works_somewhere() -> Exists:
    """Built once: an alias is costly, and every request of whoever is signed in asks this."""
    anywhere = aliased(Membership)
    return select(anywhere.id).where(anywhere.account_id == Account.id, anywhere.role != Role.MEMBER).exists()
