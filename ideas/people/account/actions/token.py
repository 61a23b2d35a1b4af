"""Rights to do one thing once: a mailed link with its six-digit code, a printed link, the link to the set-up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from ideas.base import token
from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.base.text import one_line
from ideas.people.account.actions.account import create_account
from ideas.people.account.actions.session import close_other_sessions
from ideas.people.account.models import Account, AccountSession, AccountToken
from ideas.people.account.queries import find_account
from ideas.people.account.rules import (
    CODE_LIFETIME,
    CODE_TRIES,
    KEPT_AFTER_END,
    LIFETIMES,
    NAME_MAX,
    Purpose,
    email_key,
)

SIGNING_IN = (Purpose.SIGN_IN, Purpose.SIGN_UP)


class SpentToken(Refusal):
    """The link or the code was used before, is too old, or never was."""

    status = 410


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to sign in by mail: the row, and what goes into the mail and nowhere else."""

    row: AccountToken
    secret: str
    code: str
    account: Account | None


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a link or a code opened: the account, what its holder had come to do, and whether it was made just now."""

    account: Account
    wish: dict[str, Any]
    is_new: bool = False
    is_named: bool = True


def ask_to_sign_in(
    email: str,
    *,
    at: datetime,
    key: str,
    name: str = "",
    password_hash: str | None = None,
    wish: dict[str, Any] | None = None,
    may_join: bool = True,
) -> Ask:
    """Make a link and a code for this address. With no account there, they will make one.

    Somebody who signs up with an address that has an account gets a link into that account: their password and name are
    dropped. Where a new person may not join, the row is made all the same but nothing opens it. The work is the same
    each way, so that nobody learns which addresses have accounts.
    """
    account = find_account(email)
    kept = dict(wish or {})
    if account is None:
        kept |= {"name": one_line(name)[:NAME_MAX], "password_hash": password_hash}
    asked = _new_token(
        Purpose.SIGN_IN if account else Purpose.SIGN_UP,
        email=account.email if account else email,
        account=account,
        wish=kept,
        at=at,
        key=key,
    )
    if account is None and not may_join:
        asked.row.secret_hash = token.digest(token.new_secret())
        asked.row.code_hash = token.digest(token.new_secret())
    db.session.flush()
    return asked


def print_link(account: Account, *, at: datetime, lifetime: timedelta, key: str) -> Ask:
    """A sign-in link for the operator's terminal."""
    asked = _new_token(Purpose.SIGN_IN, email=account.email, account=account, wish={}, at=at, key=key)
    asked.row.expires_at, asked.row.code_hash = at + lifetime, None
    db.session.flush()
    return asked


def find_token(secret: str, *, at: datetime) -> AccountToken | None:
    """The unused, unexpired sign-in token of this link."""
    row = db.session.scalar(
        select(AccountToken).where(
            AccountToken.secret_hash == token.digest(secret), AccountToken.purpose.in_(SIGNING_IN)
        )
    )
    return row if row is not None and row.used_at is None and row.expires_at > at else None


def redeem_link(secret: str, *, at: datetime, name: str = "", asked: int | None = None) -> Redeemed:
    """Use a link: the account that it opens, made now if it is new. Raises SpentToken.

    `asked` is the token that this browser asked for. A password typed at sign-up is kept only when it was typed in
    this browser: whoever signs up with somebody else's address must not know the password of what that person confirms.
    """
    row = find_token(secret, at=at)
    if row is None:
        raise SpentToken("This link has been used or is too old. Ask for a new one; it takes a moment.")
    return _redeem(row, at=at, name=name, keeps_password=row.id == asked)


def redeem_code(token_id: int, code: str, *, at: datetime, key: str) -> Redeemed:
    """Use a six-digit code in the browser that asked for it. A wrong one counts: after five the code is dead.

    Raises SpentToken or Refusal. The caller must commit also when this refuses, or wrong codes would not count.
    """
    tried = db.session.scalar(
        update(AccountToken)
        .where(
            AccountToken.id == token_id,
            AccountToken.purpose.in_(SIGNING_IN),
            AccountToken.used_at.is_(None),
            AccountToken.tries < CODE_TRIES,
            AccountToken.created_at > at - CODE_LIFETIME,
            AccountToken.expires_at > at,
        )
        .values(tries=AccountToken.tries + 1)
        .returning(AccountToken.id)
        .execution_options(synchronize_session=False)
    )
    row = db.session.get(AccountToken, token_id, populate_existing=True) if tried else None
    if row is None or row.code_hash is None:
        raise SpentToken("This code is too old or was tried too often. Ask for a new one.", field="code")
    if not token.same(row.code_hash, _code_hash(code, key=key, email=row.email_key)):
        raise Refusal("That is not the code we sent. Look at the newest mail and try again.", field="code")
    return _redeem(row, at=at, name="", keeps_password=True)


def forget_tokens(email: str) -> None:
    """Let every link and code that waits for this address die."""
    _lock_tokens(email_key(email))
    db.session.execute(
        delete(AccountToken).where(
            AccountToken.email_key == email_key(email),
            AccountToken.used_at.is_(None),
            AccountToken.purpose.in_(SIGNING_IN),
        )
    )


def new_setup_token(*, at: datetime) -> str:
    """The secret of a link to the set-up of the first brand; an earlier one dies."""
    db.session.execute(delete(AccountToken).where(AccountToken.purpose == Purpose.SETUP))
    secret = token.new_secret()
    db.session.add(
        AccountToken(
            purpose=Purpose.SETUP,
            account_id=None,
            email="",
            email_key="",
            secret_hash=token.digest(secret),
            code_hash=None,
            wish={},
            created_at=at,
            expires_at=at + LIFETIMES[Purpose.SETUP],
        )
    )
    db.session.flush()
    return secret


def find_setup_token(secret: str, *, at: datetime) -> AccountToken | None:
    """The unused, unexpired set-up token of this link."""
    return db.session.scalar(select(AccountToken).where(*_is_open_setup(secret, at)))


def spend_setup_token(secret: str, *, at: datetime) -> None:
    """Use the set-up link; of two at once only one does. Raises SpentToken."""
    spent = update(AccountToken).where(*_is_open_setup(secret, at)).values(used_at=at).returning(AccountToken.id)
    if db.session.scalar(spent.execution_options(synchronize_session=False)) is None:
        raise SpentToken("This link to the set-up has been used or is too old. Start the server again for a new one.")


def forget_expired(at: datetime, *, most: int = 200) -> int:
    """Delete tokens and sessions a day after their end. Returns how many."""
    before = at - KEPT_AFTER_END
    done = 0
    for model in (AccountToken, AccountSession):
        old = list(db.session.scalars(select(model.id).where(model.expires_at < before).limit(most)))
        if old:
            db.session.execute(delete(model).where(model.id.in_(old)).execution_options(synchronize_session=False))
            done += len(old)
    return done


def _redeem(row: AccountToken, *, at: datetime, name: str, keeps_password: bool) -> Redeemed:
    _lock_tokens(row.email_key)
    used = db.session.scalar(
        update(AccountToken)
        .where(AccountToken.id == row.id, AccountToken.used_at.is_(None), AccountToken.expires_at > at)
        .values(used_at=at)
        .returning(AccountToken.id)
    )
    if used is None:
        raise SpentToken("This link has been used or is too old. Ask for a new one; it takes a moment.")
    wish = dict(row.wish)
    typed, kept = str(wish.pop("name", "") or ""), wish.pop("password_hash", None)
    chosen = one_line(name) or typed
    account = db.session.get(Account, row.account_id) if row.account_id else find_account(row.email)
    is_new = account is None
    if account is None:
        account = create_account(row.email, name=chosen, at=at, password_hash=kept if keeps_password else None)
    _verify(account, at)
    row.wish = {}
    forget_tokens(account.email)
    db.session.flush()
    return Redeemed(account, wish, is_new=is_new, is_named=not is_new or bool(chosen))


def _lock_tokens(key: str) -> None:
    """Lock every link and code that waits for this address: each one that is used ends all others."""
    waiting = select(AccountToken.id).where(AccountToken.email_key == key, AccountToken.used_at.is_(None))
    db.session.execute(waiting.order_by(AccountToken.id).with_for_update())


def _verify(account: Account, at: datetime) -> None:
    """Note that the address is proven. Whatever opened the account before that was not its owner's: it goes."""
    if account.verified_at is not None:
        return
    account.verified_at, account.password_hash = at, None
    close_other_sessions(account, keep=None)


def _new_token(
    purpose: Purpose, *, email: str, account: Account | None, wish: dict[str, Any], at: datetime, key: str
) -> Ask:
    secret, code = token.new_secret(), token.new_code()
    owner = email_key(email)
    # A new code kills the old ones; links have a secret of their own and may wait side by side.
    db.session.execute(
        update(AccountToken)
        .where(AccountToken.email_key == owner, AccountToken.used_at.is_(None))
        .values(code_hash=None)
    )
    row = AccountToken(
        purpose=purpose,
        account_id=account.id if account else None,
        email=email,
        email_key=owner,
        secret_hash=token.digest(secret),
        code_hash=_code_hash(code, key=key, email=owner),
        wish=wish,
        created_at=at,
        expires_at=at + LIFETIMES[purpose],
    )
    db.session.add(row)
    db.session.flush()
    return Ask(row, secret, code, account)


def _is_open_setup(secret: str, at: datetime) -> tuple[Any, ...]:
    return (
        AccountToken.secret_hash == token.digest(secret),
        AccountToken.purpose == Purpose.SETUP,
        AccountToken.used_at.is_(None),
        AccountToken.expires_at > at,
    )


def _code_hash(code: str, *, key: str, email: str) -> bytes:
    return token.keyed_digest(code, key=key, salt=f"code:{email}")
