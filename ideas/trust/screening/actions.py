"""Deciding whether a post waits for approval, learning sites, and granting trust."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ideas.base import html
from ideas.base.at_commit import AtCommit
from ideas.base.db import brand_scope, db, insert_ignoring
from ideas.base.refusal import Conflict, Refusal
from ideas.community.board.models import Board
from ideas.community.board.rules import Approval
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.spine.activity.actions import record
from ideas.trust.screening.models import KnownHost
from ideas.trust.screening.queries import linked_lately, similar_own_comment, similar_own_idea, unknown_hosts
from ideas.trust.screening.rules import LEVELS, LINKS_MOST, PendingReason, Reputation, Signals, links_in


class PostedAlready(Conflict):
    """The person wrote nearly the same a while ago."""


class NoSuchLevel(Refusal):
    """There are four levels of trust."""


def screen(
    approval: Approval, title: str, body: str, *, standing: Reputation, signs: Signals | None = None
) -> PendingReason | None:
    """Why a new post must wait for approval under its board's rule, or None.

    Without `signs` it did not come through a form that people fill in. Staff never wait.
    """
    if standing.is_staff:
        return None
    is_new = standing.level == 0
    if is_new and signs is not None and signs.is_trapped:
        return PendingReason.TRAP
    if approval is Approval.ALL:
        return PendingReason.ALL
    if standing.is_trusted:
        return None
    if approval is Approval.FIRST and standing.is_first_post:
        return PendingReason.FIRST
    if _links_too_much(links_in(title, html.render(body), site=signs.site if signs else ""), standing):
        return PendingReason.LINK
    if is_new and standing.is_first_post and signs is not None and signs.is_hasty:
        return PendingReason.FAST
    return None


def has_new_links(hosts: Iterable[str]) -> bool:
    """Whether these are more links than somebody new may set, or one leads to a site that nobody here has linked."""
    found = list(hosts)
    return len(found) > LINKS_MOST[0] or bool(unknown_hosts(found))


def _links_too_much(hosts: list[str], standing: Reputation) -> bool:
    """More links than this person may set; of somebody new also a new site, or one that they linked a post or two ago."""
    if len(hosts) > LINKS_MOST.get(standing.level, len(hosts)):
        return True
    if standing.level > 0 or not hosts:
        return False
    return has_new_links(hosts) or (
        standing.account_id is not None and not linked_lately(standing.account_id).isdisjoint(hosts)
    )


def learn_hosts(title: str, markup: str, *, brand_id: int, at: datetime) -> None:
    """Know the sites that a post links from now on, by its title and its rendered body: call it for posts that are public."""
    for host in unknown_hosts(links_in(title, markup)):
        _KNOW_HOSTS.add((brand_id, host, at))


def _know_hosts(hosts: Sequence[tuple[int, str, datetime]]) -> None:
    """Two who learn the same site wait for each other, so everybody inserts in one order."""
    for brand_id, host, at in sorted(hosts):
        with brand_scope(brand_id):
            insert_ignoring(KnownHost, brand_id=brand_id, host=host, first_seen_at=at)


_KNOW_HOSTS = AtCommit(order=10, work=_know_hosts)


def refuse_repeated_idea(board: Board, title: str, body: str, *, by: Account, at: datetime) -> None:
    """Raise PostedAlready where this person shared nearly the same on this board today."""
    there = similar_own_idea(board, title, body, by=by, at=at)
    if there is not None:
        raise PostedAlready(
            "You have shared nearly the same idea today: number %(number)s, “%(title)s”. Add to that one instead.",
            number=there.number,
            title=there.title,
        )


def refuse_repeated_comment(idea: Idea, body: str, *, by: Account, at: datetime) -> None:
    """Raise PostedAlready where this person wrote nearly the same today. A form that was sent twice is for others to see."""
    if similar_own_comment(idea, body, by=by, at=at) is not None:
        raise PostedAlready("You have written nearly the same comment today. Once is enough to be heard.", field="body")


def grant_trust(
    membership: Membership, level: int, *, by: Account, at: datetime, reason: str = "", only_up: bool = False
) -> None:
    """Trust a member at least this far; 0 leaves it to what they do here. Raises NoSuchLevel.

    With `only_up` nobody is trusted less than before.
    """
    if level not in LEVELS:
        raise NoSuchLevel("Choose one of the four levels of trust.", field="level")
    db.session.refresh(membership, with_for_update={"key_share": True})
    before = membership.trust_level
    if before == level or (only_up and before > level):
        return
    membership.trust_level = level
    db.session.flush()
    record(
        "membership.trusted",
        brand_id=membership.brand_id,
        by=by.id,
        at=at,
        reason=reason,
        detail={"account_id": membership.account_id, "level": level},
        before={"account_id": membership.account_id, "level": before},
    )
