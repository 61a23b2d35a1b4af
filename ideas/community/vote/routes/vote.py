"""Casting a vote and taking it back; a visitor's vote is remembered until they have signed in."""

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.merge.queries import find_canonical
from ideas.community.vote.actions import VotingClosed, cast_vote, withdraw_vote
from ideas.community.vote.evidence import foreign_host, network_of_vote
from ideas.community.vote.forms import VoteForm
from ideas.community.vote.queries import vote_state
from ideas.community.vote.routes.views import view_voting
from ideas.rim.access import public, signed_in, to_sign_in
from ideas.rim.addresses import local_path
from ideas.rim.allowance import spend_today
from ideas.rim.csrf import check_token, without_token
from ideas.rim.forms import expect_nothing, read
from ideas.rim.intent import keep_intent
from ideas.rim.participation import participant
from ideas.rim.paths import idea_path
from ideas.rim.respond import respond
from ideas.rim.throttle import spend
from ideas.rim.writing import writing

bp = Blueprint("vote", __name__)


@bp.post("/<brand>/ideas/<int:number>/vote")
@without_token
@public
def create(number: int) -> ResponseReturnValue:
    """Vote. Visitors have no token: for them this only keeps the intent, which signing in fulfils."""
    idea, form = idea_or_404(number), read(VoteForm)
    referrer = foreign_host(form.came_from.data)
    if not g.viewer.is_signed_in:
        came_from = {"from": referrer} if referrer else {}
        keep_intent({"kind": "vote", "brand": g.brand.slug, "number": idea.number, **came_from})
        return to_sign_in()
    check_token()
    spend("vote", f"account:{g.viewer.account.id}")
    spend_today("vote")
    with writing():
        idea = idea_or_404(number)
        _refuse_out_of_sight(idea)
        cast_vote(idea, by=participant(), at=clock.now(), network=network_of_vote(g.brand), referrer=referrer)
    return _button(number)


@bp.post("/<brand>/ideas/<int:number>/vote/delete")
@signed_in
def destroy(number: int) -> ResponseReturnValue:
    """Take the vote back."""
    expect_nothing()
    spend("vote", f"account:{g.viewer.account.id}")
    with writing():
        withdraw_vote(idea_or_404(number), by=g.viewer.account)
    return _button(number)


def _refuse_out_of_sight(idea: Idea) -> None:
    """Nobody votes for what they can't see: a merged idea whose canonical one is on a board that is closed to them."""
    if idea.is_merged and find_canonical(idea, viewer=g.viewer) is None:
        raise VotingClosed("Votes for this idea count for one that you can't see here.")


def _button(number: int) -> ResponseReturnValue:
    """The button as it is now: of a merged idea, that of the canonical one."""
    idea = idea_or_404(number)
    canonical = find_canonical(idea, viewer=g.viewer) if idea.is_merged else idea
    voting = view_voting(canonical, vote_state(g.viewer.account, idea))
    return respond(_page_before(idea), "community/vote/_button.html", voting=voting)


def _page_before(idea: Idea) -> str:
    return local_path(request.referrer) or idea_path(idea)
