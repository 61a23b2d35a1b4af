"""What a visitor came to do, done: the acts that an intent can name."""

from collections.abc import Callable, Mapping

from flask import flash
from flask_babel import gettext

from ideas.base import clock
from ideas.base.db import brand_scope, db
from ideas.base.refusal import Refusal
from ideas.community.board.queries import viewer_for
from ideas.community.follow.actions import follow
from ideas.community.idea.models import Idea
from ideas.community.idea.queries import find_idea
from ideas.community.merge.queries import find_canonical
from ideas.community.vote.actions import cast_vote
from ideas.community.vote.evidence import foreign_host, network_of_vote
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.rim.access import BANNED
from ideas.rim.intent import Intent
from ideas.rim.messages import message_of


def fulfil_intent(intent: Intent, brand: Brand, account: Account) -> None:
    """Vote or follow for the person who has just signed in, and say how it went. Another kind of intent does nothing."""
    kind, number = str(intent.get("kind")), intent.get("number")
    if kind not in _ACTS:
        return
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
                _ACTS[kind](idea, by=account, at=clock.now(), **_evidence(intent, brand))
        except Refusal as refusal:
            flash(message_of(refusal), "warning")
        else:
            flash(_done(kind, idea), "success")


def _done(kind: str, idea: Idea) -> str:
    if kind == "follow":
        return str(gettext("You follow this idea now: %(title)s", title=idea.title))
    return str(gettext("Your vote counts: %(title)s", title=idea.title))


def _evidence(intent: Intent, brand: Brand) -> dict[str, str | None]:
    """What is noted with a vote; with anything else, nothing."""
    if intent["kind"] != "vote":
        return {}
    return {"network": network_of_vote(brand), "referrer": foreign_host(str(intent.get("from") or ""))}


_ACTS: Mapping[str, Callable[..., object]] = {"vote": cast_vote, "follow": follow}
