"""Reads of votes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, select

from ideas.account.models import Account
from ideas.brand.models import Membership
from ideas.db import db
from ideas.idea.models import Idea
from ideas.kit.keyset import decode_cursor, encode_cursor
from ideas.voting.models import Vote

VOTERS_PAGE = 60


def voted_ids(account: Account | None, idea_ids: Sequence[int]) -> set[int]:
    """Which of these ideas has this person voted for? One query for a whole page."""
    if account is None or not idea_ids:
        return set()
    return set(
        db.session.scalars(select(Vote.idea_id).where(Vote.account_id == account.id, Vote.idea_id.in_(idea_ids)))
    )


def has_voted(account: Account | None, idea: Idea) -> bool:
    return bool(voted_ids(account, [idea.id]))


def votes_of(account: Account) -> Select[Any]:
    """A select of the ids of the ideas that this person voted for, to narrow a list by."""
    return select(Vote.idea_id).where(Vote.account_id == account.id)


def voters_of(
    idea: Idea, *, after: str | None = None, limit: int = VOTERS_PAGE
) -> tuple[Sequence[tuple[str, str | None]], str | None]:
    """Names and handles of the voters, the newest accounts first, and the cursor of the next page. Never addresses."""
    found = (
        select(Account.display_name, Membership.handle, Vote.account_id)
        .join(Account, Account.id == Vote.account_id)
        .outerjoin(Membership, and_(Membership.account_id == Vote.account_id, Membership.brand_id == Vote.brand_id))
        .where(Vote.idea_id == idea.id)
        .order_by(Vote.account_id.desc())
        .limit(limit + 1)
    )
    if after:
        (account_id,) = decode_cursor(after, int)
        found = found.where(Vote.account_id < account_id)
    rows = db.session.execute(found).all()
    cursor = encode_cursor(rows[limit - 1].account_id) if len(rows) > limit else None
    return [(row.display_name, row.handle) for row in rows[:limit]], cursor
