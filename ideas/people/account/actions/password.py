"""Passwords: check one, accept a new one.

Hashing is slow on purpose. Whoever calls `check_password` or `hash_new` lets go of the database first
(`db.release_database`), so that nobody's vote waits for somebody's password.
"""

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.people.account import passwords
from ideas.people.account.actions.session import close_other_sessions
from ideas.people.account.actions.token import forget_tokens
from ideas.people.account.models import Account
from ideas.people.account.rules import password_problem


class WrongCredentials(Refusal):
    """The address and the password don't belong together; says nothing of which is wrong."""


class WeakPassword(Refusal):
    """The password is too short, too common or too close to the person's name."""


def check_password(account: Account | None, password: str) -> Account:
    """This account, if it is proven and this is its password. Raises WrongCredentials, TooBusy.

    Costs the same for no account and for one without a password.
    """
    kept = account.password_hash if account is not None and account.is_verified else None
    if not passwords.is_password(password, kept) or account is None:
        raise WrongCredentials("This address and password do not belong together. Check both, or have a link mailed.")
    if kept is not None and passwords.is_outdated(kept):
        account.password_hash = passwords.hash_password(password)
    return account


def hash_new(password: str, *, name: str, email: str) -> str:
    """The hash to keep of a new password. Raises WeakPassword, TooBusy."""
    local = email.partition("@")[0]
    problem = password_problem(password, about=(*name.split(), name.replace(" ", ""), local, email))
    if problem:
        raise WeakPassword(problem, field="password")
    return passwords.hash_password(password)


def set_password(account: Account, password_hash: str) -> None:
    """Give the account a password, or a new one. All its sessions end, and links that wait in mails die."""
    account.password_hash = password_hash
    close_other_sessions(account, keep=None)
    forget_tokens(account.email)
    db.session.flush()
