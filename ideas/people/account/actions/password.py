"""Passwords: check one, accept a new one.

Hashing is slow on purpose: `check_password` and `hash_new` let go of the database first, and refuse to be called in a
transaction that writes, so that nobody's vote waits for somebody's password.
"""

from dataclasses import dataclass

from ideas.base.db import db, release_connection
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


@dataclass(frozen=True, slots=True)
class Proof:
    """An account whose password was shown: the hash that it was checked against, and a better one where that is outdated."""

    account_id: int
    checked: str
    renewed: str | None = None


def check_password(account: Account | None, password: str) -> Proof:
    """The proof that this is the password of the account, and that its address is proven. Raises WrongCredentials, TooBusy.

    Costs the same for no account and for one without a password.
    """
    kept = account.password_hash if account is not None and account.is_verified else None
    account_id = account.id if account is not None else 0
    release_connection()
    if not passwords.is_password(password, kept) or kept is None:
        raise WrongCredentials("This address and password do not belong together. Check both, or have a link mailed.")
    renewed = passwords.hash_password(password) if passwords.is_outdated(kept) else None
    return Proof(account_id, kept, renewed)


def accept_password(proof: Proof) -> Account:
    """The account to sign in, with a better hash where the old one was outdated.

    Raises WrongCredentials when the password was changed since it was checked.
    """
    account = db.session.get(Account, proof.account_id, populate_existing=True)
    if account is None or account.password_hash != proof.checked:
        raise WrongCredentials("This address and password do not belong together. Check both, or have a link mailed.")
    if proof.renewed is not None:
        account.password_hash = proof.renewed
    return account


def hash_new(password: str, *, name: str, email: str) -> str:
    """The hash to keep of a new password. Raises WeakPassword, TooBusy."""
    local = email.partition("@")[0]
    problem = password_problem(password, about=(*name.split(), name.replace(" ", ""), local, email))
    if problem:
        raise WeakPassword(problem, field="password")
    release_connection()
    return passwords.hash_password(password)


def set_password(account: Account, password_hash: str) -> None:
    """Give the account a password, or a new one. All its sessions end, and links that wait in mails die."""
    forget_tokens(account.email)
    account.password_hash = password_hash
    close_other_sessions(account, keep=None)
    db.session.flush()
