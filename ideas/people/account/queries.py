"""Reads of accounts and sessions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from ideas.base.db import db
from ideas.people.account.models import Account, AccountSession, AccountToken
from ideas.people.account.rules import KEPT_AFTER_END, clean_email, email_key


def find_account(email: str) -> Account | None:
    """The account with this address, however it is capitalised. None for what can't be an address."""
    address = clean_email(email)
    if address is None:
        return None
    return db.session.scalar(select(Account).where(Account.email_key == email_key(address)))


def sessions_of(account: Account, *, at: datetime, idle: timedelta, absolute: timedelta) -> Sequence[AccountSession]:
    """Where this person is signed in now, the latest first. `idle` and `absolute` say how long a session lives."""
    return db.session.scalars(
        select(AccountSession)
        .where(
            AccountSession.account_id == account.id,
            AccountSession.expires_at > at,
            AccountSession.last_seen_at > at - idle,
            AccountSession.created_at > at - absolute,
        )
        .order_by(AccountSession.last_seen_at.desc(), AccountSession.id.desc())
    ).all()


def find_own_session(account: Account, session_id: int) -> AccountSession | None:
    """One of this person's own sessions."""
    return db.session.scalar(
        select(AccountSession).where(AccountSession.id == session_id, AccountSession.account_id == account.id)
    )


def anything_expired(at: datetime) -> bool:
    """Whether a token or a session ended so long ago that its row can go."""
    before = at - KEPT_AFTER_END
    return any(
        db.session.scalar(select(model.id).where(model.expires_at < before).limit(1)) is not None
        for model in (AccountToken, AccountSession)
    )
