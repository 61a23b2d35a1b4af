"""What an idea's page and a person's page show of screening."""

from typing import Any

from flask import g
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import is_author
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.trust.screening.forms import TrustForm
from ideas.trust.screening.queries import reputation_of
from ideas.trust.screening.words import LEVEL_WORDS, what_comes_next, why_held, why_it_waits


def waiting_of(idea: Idea) -> dict[str, Any] | None:
    """What holds for an idea that waits for approval: said to its author, or to the board's hosts with what they can do."""
    if idea.visibility is not Visibility.PENDING:
        return None
    is_host = g.viewer.hosts(idea.board_id)
    if is_author(g.viewer, idea) and not is_host:
        return {
            "title": gettext("Waiting for approval: only you and the people who run this board see it"),
            "words": f"{why_it_waits(idea.held_because)} {what_comes_next(is_idea=True)}",
            "is_host": False,
        }
    return {
        "title": gettext("Waiting for approval"),
        "words": why_held(idea.held_because),
        "is_host": is_host,
    }


def trust_shown(membership: Membership, person: Account) -> dict[str, Any] | None:
    """How far a member is trusted, for staff; moderators can change it, but not their own."""
    if not g.viewer.is_staff or membership.role.is_staff:
        return None
    standing = reputation_of(person, at=clock.now())
    form = TrustForm(None, data={"level": str(membership.trust_level)})
    return {
        "level": standing.level,
        "words": LEVEL_WORDS[standing.level],
        "granted": membership.trust_level,
        "standing": standing,
        "form": form if g.viewer.is_moderator and person.id != g.viewer.account_id else None,
    }
