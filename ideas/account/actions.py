"""The verbs of an account: ask to sign in by mail, prove it, sign up, open and close sessions, change the profile."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from ideas.account import passwords
from ideas.account.models import Account, AccountSession, AccountToken
from ideas.account.queries import find_account
from ideas.account.rules import (
    CODE_TRIES,
    LIFETIMES,
    NAME_MAX,
    SEEN_EVERY,
    SESSION_ABSOLUTE,
    Purpose,
    email_key,
    password_problem,
)
from ideas.db import db
from ideas.kit import token
from ideas.kit.refusal import Refusal
from ideas.kit.text import one_line

CODE_LIFETIME = timedelta(minutes=10)


class WrongCredentials(Refusal):
    """The address and the password don't belong together; says nothing of which is wrong."""


class SpentToken(Refusal):
    """The link or the code was used before, is too old, or never was."""

    status = 410


class WeakPassword(Refusal):
    """The password is too short, too common or too close to the person's name."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to sign in by mail: the row, and what goes into the mail and nowhere else."""

    row: AccountToken
    secret: str
    code: str
    account: Account | None


def ask_to_sign_in(
    email: str, *, at: datetime, key: str, name: str = "", password: str = "", wish: dict[str, Any] | None = None
) -> Ask:
    """Make a link and a code for this address. With no account there, they will make one.

    Somebody who signs up with an address that has an account gets a link into that account: their password and name are
    dropped. The work is the same either way, so that nobody learns which addresses have accounts. Raises WeakPassword.
    """
    kept = _checked_hash(password, name, email) if password else None
    account = find_account(email)
    purpose = Purpose.SIGN_IN if account else Purpose.SIGN_UP
    carried = dict(wish or {})
    if account is None:
        carried |= {"name": one_line(name)[:NAME_MAX], "password_hash": kept}
    return _new_token(purpose, email=account.email if account else email, account=account, wish=carried, at=at, key=key)


def print_link(account: Account, *, at: datetime, lifetime: timedelta, key: str) -> Ask:
    """A sign-in link for the operator's terminal."""
    return _new_token(Purpose.SIGN_IN, email=account.email, account=account, wish={}, at=at, key=key, lifetime=lifetime)


def find_token(secret: str, *, at: datetime) -> AccountToken | None:
    """The unused, unexpired sign-in token of this link."""
    row = db.session.scalar(select(AccountToken).where(AccountToken.secret_hash == token.digest(secret)))
    usable = row is not None and row.purpose in (Purpose.SIGN_IN, Purpose.SIGN_UP)
    return row if row and usable and row.used_at is None and row.expires_at > at else None


def redeem_link(secret: str, *, at: datetime, name: str = "") -> tuple[Account, dict[str, Any]]:
    """Use a link: the account that it opens (made now if it is new) and the wish it carried. Raises SpentToken."""
    row = find_token(secret, at=at)
    if row is None:
        raise SpentToken("This link has been used or is too old. Ask for a new one; it takes a moment.")
    return _redeem(row, at=at, name=name)


def redeem_code(token_id: int, code: str, *, at: datetime, key: str) -> tuple[Account, dict[str, Any]]:
    """Use a six-digit code. A wrong one counts: after five the code is dead. Raises SpentToken or Refusal.

    The caller must commit also when this refuses, or wrong codes would not count.
    """
    tried = db.session.scalar(
        update(AccountToken)
        .where(
            AccountToken.id == token_id,
            AccountToken.used_at.is_(None),
            AccountToken.tries < CODE_TRIES,
            AccountToken.created_at > at - CODE_LIFETIME,
        )
        .values(tries=AccountToken.tries + 1)
        .returning(AccountToken.id)
    )
    row = db.session.get(AccountToken, token_id, populate_existing=True) if tried else None
    if row is None or row.code_hash is None:
        raise SpentToken("This code is too old or was tried too often. Ask for a new one.")
    if not token.same(row.code_hash, _code_hash(code, key=key, email=row.email_key)):
        raise Refusal("That is not the code we sent. Look at the newest mail and try again.", field="code")
    return _redeem(row, at=at, name="")


def check_password(email: str, password: str) -> Account:
    """The account with this address and password; as slow for an address that nobody has. Raises WrongCredentials."""
    account = find_account(email)
    if not passwords.is_password(password, account.password_hash if account else None) or account is None:
        raise WrongCredentials("This address and password do not belong together. Check both, or have a link mailed.")
    if account.password_hash and passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hash_password(password)
    return account


def open_session(account: Account, *, user_agent: str, at: datetime) -> tuple[str, AccountSession]:
    """A new session: the token for the cookie, and its row."""
    secret = token.new_secret()
    row = AccountSession(
        account_id=account.id, token_hash=token.digest(secret), user_agent=one_line(user_agent)[:200],
        created_at=at, last_seen_at=at, expires_at=at + SESSION_ABSOLUTE,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return secret, row


def close_session(row: AccountSession) -> None:
    """End one session, at once and everywhere."""
    db.session.execute(delete(AccountSession).where(AccountSession.id == row.id))


def close_other_sessions(account: Account, *, keep: int) -> None:
    """End every session of this person but one."""
    db.session.execute(delete(AccountSession).where(AccountSession.account_id == account.id, AccountSession.id != keep))


def is_due(row: AccountSession, at: datetime) -> bool:
    """Whether it is time to note again that the session is in use: every half hour is enough."""
    return at - row.last_seen_at >= SEEN_EVERY


def touch_session(row: AccountSession, *, at: datetime) -> None:
    """Note that the session is in use."""
    db.session.execute(update(AccountSession).where(AccountSession.id == row.id).values(last_seen_at=at))


def set_password(account: Account, password: str) -> None:
    """Give the account a password (or a new one). Raises WeakPassword."""
    account.password_hash = _checked_hash(password, account.display_name, account.email)
    db.session.flush()


def create_account(
    email: str, *, name: str, at: datetime, password_hash: str | None = None, verified: bool = True
) -> Account:
    """An account whose address is proven (or, for imported people, unproven). Returns the one that is there already."""
    account = Account(
        email=email, email_key=email_key(email), display_name=one_line(name)[:NAME_MAX] or _name_from(email),
        password_hash=password_hash, verified_at=at if verified else None, created_at=at,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError:
        there = find_account(email)
        if there is None:
            raise
        return there
    return account


def _redeem(row: AccountToken, *, at: datetime, name: str) -> tuple[Account, dict[str, Any]]:
    used = db.session.scalar(
        update(AccountToken)
        .where(AccountToken.id == row.id, AccountToken.used_at.is_(None), AccountToken.expires_at > at)
        .values(used_at=at)
        .returning(AccountToken.id)
    )
    if used is None:
        raise SpentToken("This link has been used or is too old. Ask for a new one; it takes a moment.")
    wish = dict(row.wish)
    chosen, kept = str(wish.pop("name", "") or ""), wish.pop("password_hash", None)
    account = db.session.get(Account, row.account_id) if row.account_id else find_account(row.email)
    if account is None:
        account = create_account(row.email, name=name or chosen, at=at, password_hash=kept)
    account.verified_at = account.verified_at or at
    row.wish = {}
    db.session.flush()
    return account, wish


def _new_token(
    purpose: Purpose, *, email: str, account: Account | None, wish: dict[str, Any], at: datetime, key: str,
    lifetime: timedelta | None = None,
) -> Ask:  # fmt: skip
    secret, code = token.new_secret(), token.new_code()
    owner = email_key(email)
    # A new code kills the old ones.
    db.session.execute(
        update(AccountToken)
        .where(AccountToken.email_key == owner, AccountToken.used_at.is_(None))
        .values(code_hash=None)
    )
    row = AccountToken(
        purpose=purpose, account_id=account.id if account else None, email=email, email_key=owner,
        secret_hash=token.digest(secret), code_hash=_code_hash(code, key=key, email=owner), wish=wish,
        created_at=at, expires_at=at + (lifetime or LIFETIMES[purpose]),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return Ask(row, secret, code, account)


def _checked_hash(password: str, name: str, email: str) -> str:
    local = email.partition("@")[0]
    problem = password_problem(password, about=(*name.split(), name.replace(" ", ""), local, email))
    if problem:
        raise WeakPassword(problem, field="password")
    return passwords.hash_password(password)


def _code_hash(code: str, *, key: str, email: str) -> bytes:
    return token.keyed_digest(code, key=key, salt=f"code:{email}")


def _name_from(email: str) -> str:
    return email.partition("@")[0].replace(".", " ").replace("_", " ").title()[:NAME_MAX]
