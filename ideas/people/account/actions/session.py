"""Sessions: a row for each place where somebody is signed in. Without its row a cookie opens nothing."""

from datetime import datetime

from sqlalchemy import delete, select, update

from ideas.base import token
from ideas.base.db import db
from ideas.base.text import one_line
from ideas.people.account.models import Account, AccountSession
from ideas.people.account.rules import SEEN_EVERY, SESSION_ABSOLUTE


def open_session(account: Account, *, user_agent: str, at: datetime) -> tuple[str, AccountSession]:
    """A new session: the token for the cookie, and its row."""
    secret = token.new_secret()
    row = AccountSession(
        account_id=account.id,
        token_hash=token.digest(secret),
        user_agent=one_line(user_agent)[:200],
        created_at=at,
        last_seen_at=at,
        expires_at=at + SESSION_ABSOLUTE,
    )
    db.session.add(row)
    db.session.flush()
    return secret, row


def lock_session(row: AccountSession) -> None:
    """Lock a session that the act may end: sessions come before brands."""
    db.session.execute(select(AccountSession.id).where(AccountSession.id == row.id).with_for_update())


def close_session(row: AccountSession) -> None:
    """End one session, at once and everywhere."""
    db.session.execute(delete(AccountSession).where(AccountSession.id == row.id))


def close_other_sessions(account: Account, *, keep: int | None) -> None:
    """End every session of this person but the one to keep; with None, that one too."""
    db.session.execute(
        delete(AccountSession).where(AccountSession.account_id == account.id, AccountSession.id != (keep or 0))
    )


def is_due(row: AccountSession, at: datetime) -> bool:
    """Whether it is time to note again that the session is in use: every half hour is enough."""
    return at - row.last_seen_at >= SEEN_EVERY


def touch_session(row: AccountSession, *, at: datetime) -> None:
    """Note that the session is in use."""
    db.session.execute(update(AccountSession).where(AccountSession.id == row.id).values(last_seen_at=at))
