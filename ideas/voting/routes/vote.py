"""Casting a vote and taking it back; a visitor's vote is remembered until they have signed in."""

from flask import Blueprint, g, request, session, url_for
from flask.typing import ResponseReturnValue

from ideas.idea.models import Idea
from ideas.idea.routes.cards import idea_path
from ideas.idea.routes.lookup import idea_or_404
from ideas.kit import clock
from ideas.voting.actions import cast_vote, withdraw_vote
from ideas.web.access import public, signed_in, to_sign_in
from ideas.web.addresses import local_path
from ideas.web.csrf import check_token, without_token
from ideas.web.forms import expect_nothing
from ideas.web.participation import participant
from ideas.web.respond import respond
from ideas.web.throttle import spend

bp = Blueprint("vote", __name__)


@bp.post("/<brand>/ideas/<int:number>/vote")
@without_token
@public
def create(number: int) -> ResponseReturnValue:
    """Vote. Visitors have no token: for them this only notes the wish, which signing in fulfils."""
    idea = idea_or_404(number)
    if not g.viewer.is_signed_in:
        session["wish"] = {"kind": "vote", "brand": g.brand.slug, "number": idea.number}
        return to_sign_in()
    check_token()
    expect_nothing()
    spend("vote", f"account:{g.viewer.account.id}")
    cast_vote(idea, by=participant(), at=clock.now())
    return _button(number, voted=True)


@bp.post("/<brand>/ideas/<int:number>/vote/delete")
@signed_in
def destroy(number: int) -> ResponseReturnValue:
    """Take the vote back."""
    expect_nothing()
    spend("vote", f"account:{g.viewer.account.id}")
    withdraw_vote(idea_or_404(number), by=g.viewer.account)
    return _button(number, voted=False)


def _button(number: int, *, voted: bool) -> ResponseReturnValue:
    idea = idea_or_404(number)
    return respond(_page_before(idea), "voting/_button.html", idea=idea, voted=voted, **addresses(number))


def addresses(number: int) -> dict[str, str]:
    """Where a vote for this idea is sent, and where it is taken back."""
    return {"action": url_for("vote.create", number=number), "undo": url_for("vote.destroy", number=number)}


def _page_before(idea: Idea) -> str:
    return local_path(request.referrer) or idea_path(idea)
