"""Making an account and changing what others see of it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ideas.base.db import db
from ideas.base.refusal import Refusal
from ideas.base.text import one_line
from ideas.people.account.models import Account
from ideas.people.account.queries import find_account
from ideas.people.account.rules import NAME_MAX, NAMELESS, clean_email, email_key


def create_account(
    email: str, *, name: str, at: datetime, password_hash: str | None = None, verified: bool = True, locale: str = "en"
) -> Account:
    """An account whose address is proven (or, for imported people, unproven). Returns the one that is there already.

    Raises Refusal where the address can't be one.
    """
    address = clean_email(email)
    if address is None:
        raise Refusal("This does not look like an e-mail address.", field="email")
    account = Account(
        email=address,
        email_key=email_key(address),
        display_name=clean_name(name),
        password_hash=password_hash,
        locale=locale,
        verified_at=at if verified else None,
        created_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError:
        there = find_account(address)
        if there is None:
            raise
        return there
    return account


def rename(account: Account, name: str) -> None:
    """Let the person go by another name. Raises Refusal for an empty one."""
    if not one_line(name):
        raise Refusal("Say what others may call you here.", field="name")
    account.display_name = clean_name(name)
    db.session.flush()


def update_profile(account: Account, *, name: str, locale: str, mails_on: bool, shortcuts_on: bool) -> None:
    """Change the name and the person's own settings. Raises Refusal for an empty name."""
    rename(account, name)
    account.locale, account.mails_on, account.shortcuts_on = locale, mails_on, shortcuts_on
    db.session.flush()


def lock_account(account: Account) -> None:
    """What one person sends twice at once is done one after the other: the second waits here until the first is through."""
    db.session.execute(select(Account.id).where(Account.id == account.id).with_for_update(key_share=True))


def clean_name(name: str) -> str:
    """A display name: one line, at most NAME_MAX characters. Never made from the address, which is nobody's business."""
    return one_line(one_line(name)[:NAME_MAX]) or NAMELESS
