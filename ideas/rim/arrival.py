"""Arriving: what happens once somebody has proven who they are, through whichever door they came."""

import re

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.people.account.models import Account
from ideas.people.brand.actions import join
from ideas.people.brand.models import Brand
from ideas.people.brand.queries import all_brands, find_brand
from ideas.rim.addresses import safe_next
from ideas.rim.intent import Intent, forget_intent, fulfil, intended_brand, keep_intent, waiting_intent
from ideas.rim.paths import without_prefix
from ideas.rim.signing_in import sign_in

_DOORS = re.compile(r"/(sign-in|sign-up|sign-out|setup)([/?].*)?")
_INVITATION = re.compile(r"/([^/?]+)/invitations/([^/?]+)")


def arrive(account: Account, *, next_path: str | None, intent: Intent | None = None) -> ResponseReturnValue:
    """Sign in, fulfil the intent that came along or waits in this browser, and go on."""
    intent = intent or waiting_intent()
    sign_in(account)
    return go_on(account, next_path=next_path, intent=intent)


def arrive_nameless(account: Account, *, next_path: str | None, intent: Intent | None = None) -> ResponseReturnValue:
    """Sign in somebody new who has not said their name; the intent waits until they have."""
    intent = intent or waiting_intent()
    sign_in(account)
    if intent:
        keep_intent(intent)
    return redirect(url_for("name.edit", next=safe_next(next_path)), 303)


def go_on(account: Account, *, next_path: str | None, intent: Intent | None = None) -> ResponseReturnValue:
    """Send a person where they wanted to go. They join the brand that lies there or that their intent is about."""
    forget_intent()
    target = destination(next_path)
    for brand in (_brand_at(target), intended_brand(intent)):
        if brand is not None:
            join(brand, account, at=clock.now())
    return redirect(fulfil(intent, account, then=target), 303)


def destination(next_path: str | None) -> str:
    """The page asked for if it is one of ours, else the only brand's home, else the list of brands."""
    path = safe_next(next_path)
    page = without_prefix(path or "/")
    if path is not None and page != "/" and not _DOORS.fullmatch(page):
        return path
    brands = all_brands(most=2)
    return url_for("brand.show", brand=brands[0].slug) if len(brands) == 1 else url_for("home.show")


def invitation_in(next_path: str | None) -> tuple[str, str] | None:
    """The brand's slug and the secret, where the page asked for is an invitation."""
    match = _INVITATION.fullmatch(without_prefix(safe_next(next_path) or ""))
    return (match.group(1), match.group(2)) if match else None


def _brand_at(path: str) -> Brand | None:
    """The brand that a path lies in. Not for an invitation, which lets people join with a role of their own."""
    return (
        None if invitation_in(path) else find_brand(without_prefix(path).strip("/").partition("/")[0].partition("?")[0])
    )
