"""Wishes: what a visitor came to do before we asked them to sign in, done for them once they have.

A wish is a small dict, `{"kind": "vote", "brand": "acme", "number": 42}` (or `follow`; a vote also knows `from` which host the
person came), or `{"kind": "draft", "brand": "acme", "secret": "…"}`. It waits in the browser's session, and travels in the
mailed link too, so that it is also fulfilled where the mail is opened on another device.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, session, url_for
from flask_babel import gettext

from ideas.account.models import Account
from ideas.board.queries import viewer_for
from ideas.brand.models import Brand
from ideas.brand.queries import find_brand
from ideas.db import brand_scope, db
from ideas.follow.actions import follow
from ideas.idea.models import Idea
from ideas.idea.queries import find_idea
from ideas.kit import clock
from ideas.kit.refusal import Refusal
from ideas.merge.queries import find_canonical
from ideas.voting.actions import cast_vote
from ideas.web.access import BANNED
from ideas.web.evidence import foreign_host, network_of_vote
from ideas.web.saying import said

Wish = Mapping[str, Any]


def waiting_wish() -> Wish | None:
    """What this browser's visitor wishes, if anything."""
    wish = session.get("wish")
    return wish if isinstance(wish, Mapping) else None


def fulfil(wish: Wish | None, account: Account, *, then: str) -> str:
    """Do what the person came for and say how it went. Returns where they go: `then`, or where the wish leads.

    They are a member of the brand already: whoever calls this lets them join.
    """
    brand = wished_brand(wish)
    if wish is None or brand is None:
        return then
    if wish.get("kind") == "draft":
        return url_for("idea.new", brand=brand.slug, draft=str(wish.get("secret", "")))
    if wish.get("kind") in _DEEDS:
        _do(wish, brand, account)
    return then


def wished_brand(wish: Wish | None) -> Brand | None:
    """The brand that a wish is about."""
    slug = wish.get("brand") if wish is not None else None
    return find_brand(slug) if isinstance(slug, str) else None


def _do(wish: Wish, brand: Brand, account: Account) -> None:
    kind, number = str(wish["kind"]), wish.get("number")
    with brand_scope(brand.id):
        viewer = viewer_for(brand, account)
        idea = find_idea(number, viewer=viewer) if isinstance(number, int) else None
        if viewer.is_banned(clock.now()):
            flash(gettext(BANNED), "warning")
            return
        if idea is None or (kind == "vote" and idea.is_merged and find_canonical(idea, viewer=viewer) is None):
            flash(gettext("The idea that you came for is not here any more."), "warning")
            return
        try:
            with db.session.begin_nested():
                _DEEDS[kind](idea, by=account, at=clock.now(), **_evidence(wish, brand))
        except Refusal as refusal:
            flash(said(refusal), "warning")
        else:
            flash(_done(kind, idea), "success")


def _done(kind: str, idea: Idea) -> str:
    if kind == "follow":
        return str(gettext("You follow this idea now: %(title)s", title=idea.title))
    return str(gettext("Your vote counts: %(title)s", title=idea.title))


def _evidence(wish: Wish, brand: Brand) -> dict[str, str | None]:
    """What is noted with a vote; with anything else, nothing."""
    if wish["kind"] != "vote":
        return {}
    return {"network": network_of_vote(brand), "referrer": foreign_host(str(wish.get("from") or ""))}


_DEEDS: Mapping[str, Callable[..., object]] = {"vote": cast_vote, "follow": follow}
