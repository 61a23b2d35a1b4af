"""Reads of accounts and sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from ideas.account.models import Account, AccountSession
from ideas.account.rules import email_key
from ideas.db import db


def find_account(email: str) -> Account | None:
    """The account with this address, however it is capitalised."""
    return db.session.scalar(select(Account).where(Account.email_key == email_key(email)))


def sessions_of(account: Account, at: datetime) -> Sequence[AccountSession]:
    """Where this person is signed in now, the latest first."""
    return db.session.scalars(
        select(AccountSession)
        .where(AccountSession.account_id == account.id, AccountSession.expires_at > at)
        .order_by(AccountSession.last_seen_at.desc(), AccountSession.id.desc())
    ).all()
