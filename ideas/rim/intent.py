"""Intents: what a visitor came to do before we asked them to sign in, done for them once they have.

An intent is a small dict, `{"kind": "vote", "brand": "acme", "number": 42}` (or `follow`; a vote also knows `from` which host
the person came), or `{"kind": "draft", "brand": "acme", "secret": "…"}`. It waits in the browser's session, and travels in the
mailed link too, so that it is also fulfilled where the mail is opened on another device.
"""

from collections.abc import Mapping
from typing import Any

from flask import session, url_for

from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.people.brand.queries import find_brand
from ideas.rim.seams import seams

Intent = Mapping[str, Any]
KEY = "wish"


def keep_intent(intent: Intent) -> None:
    """Let this browser's visitor be asked to sign in without losing what they came for."""
    session[KEY] = dict(intent)


def waiting_intent() -> Intent | None:
    """What this browser's visitor came for, if anything."""
    intent = session.get(KEY)
    return intent if isinstance(intent, Mapping) else None


def forget_intent() -> None:
    """Nothing waits any more in this browser."""
    session.pop(KEY, None)


def fulfil(intent: Intent | None, account: Account, *, then: str) -> str:
    """Do what the person came for and say how it went. Returns where they go: `then`, or where the intent leads.

    They are a member of the brand already: whoever calls this lets them join.
    """
    brand = intended_brand(intent)
    if intent is None or brand is None:
        return then
    if intent.get("kind") == "draft":
        return url_for("idea.new", brand=brand.slug, draft=str(intent.get("secret", "")))
    seams().fulfil_intent(intent, brand, account)
    return then


def intended_brand(intent: Intent | None) -> Brand | None:
    """The brand that an intent is about."""
    slug = intent.get("brand") if intent is not None else None
    return find_brand(slug) if isinstance(slug, str) else None
