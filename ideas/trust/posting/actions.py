"""Sharing an idea and changing its words, as every door of the app does it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ideas.community.board.models import Board
from ideas.community.follow.actions import follow
from ideas.community.idea.actions import edit_idea, set_visibility, submit_idea
from ideas.community.idea.models import Idea
from ideas.community.idea.queries import shared_before
from ideas.community.idea.rules import Visibility
from ideas.community.idea.story import record_on
from ideas.community.vote.actions import Unverified, cast_vote
from ideas.people.account.actions import lock_account
from ideas.people.account.models import Account
from ideas.people.brand.actions import join
from ideas.people.brand.models import Brand
from ideas.trust.screening.actions import has_new_links, learn_hosts, refuse_repeated_idea, screen
from ideas.trust.screening.queries import reputation_of
from ideas.trust.screening.rules import PendingReason, Signals, links_in

SAME_IDEA_WITHIN = timedelta(hours=1)


def submit(
    brand: Brand,
    *,
    board: Board,
    title: str,
    body: str,
    by: Account,
    at: datetime,
    tags: Iterable[str] = (),
    signs: Signals | None = None,
) -> Idea:
    """Submit an idea; its author joins the brand, votes for it and follows it.

    Where it has to wait for approval it is pending, and the vote is cast when it is approved. `signs` are what the form
    tells about who filled it in. The same words sent again within an hour (the back button, a double click) are the same
    idea; nearly the same ones on one day are refused. Raises BadTitle, BadBody, PostedAlready, Unverified.
    """
    if not by.is_verified:
        raise Unverified("Confirm your address first: open the link in the mail that we sent you.")
    join(brand, by, at=at)
    lock_account(by)
    sent = shared_before(board, title=title, body=body, by=by, since=at - SAME_IDEA_WITHIN)
    if sent is not None:
        return sent
    standing = reputation_of(by, at=at)
    if not standing.is_staff:
        refuse_repeated_idea(board, title, body, by=by, at=at)
    held = screen(board.idea_approval, title, body, standing=standing, signs=signs)
    idea = submit_idea(brand, board=board, title=title, body=body, by=by, at=at, tags=tags, held_because=held)
    follow(idea, by=by, at=at)
    if held is None:
        cast_vote(idea, by=by, at=at)
        learn_hosts(idea.title, idea.body_html, brand_id=brand.id, at=at)
    return idea


def edit(
    idea: Idea,
    *,
    brand: Brand,
    title: str,
    body: str,
    tags: Iterable[str],
    version: int,
    by: Account,
    at: datetime,
    reason: str = "",
    signs: Signals | None = None,
) -> Idea:
    """Change an idea's words, as `edit_idea` does. A link to an unknown site, set by somebody new, sends it to wait.

    Returns the idea, pending where it has to wait.
    """
    site = signs.site if signs else ""
    before = set(links_in(idea.title, idea.body_html, site=site))
    edit_idea(idea, brand=brand, title=title, body=body, tags=tags, version=version, by=by, at=at, reason=reason)
    if idea.visibility is not Visibility.PUBLIC:
        return idea
    added = [host for host in links_in(idea.title, idea.body_html, site=site) if host not in before]
    if added and reputation_of(by, at=at).level == 0 and has_new_links(added):
        _send_back_to_wait(idea, at=at)
    elif added:
        learn_hosts(idea.title, idea.body_html, brand_id=brand.id, at=at)
    return idea


def _send_back_to_wait(idea: Idea, *, at: datetime) -> None:
    idea.held_because = PendingReason.LINK
    set_visibility(idea, Visibility.PENDING, at=at)
    record_on("idea.held", idea, by=None, at=at, detail={"because": PendingReason.LINK.value})
