"""Who voted: names as the brand allows, never addresses."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base.refusal import Forbidden
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.vote.queries import voters_of
from ideas.rim.access import public
from ideas.rim.paths import idea_path, path_to
from ideas.rim.respond import wants_fragment

bp = Blueprint("voter", __name__)


@bp.get("/<brand>/ideas/<int:number>/voters")
@public
def index(number: int) -> ResponseReturnValue:
    """A page of the people who voted for an idea, or for a script only the next of them."""
    idea = idea_or_404(number)
    if not g.brand.shows_voters and not g.viewer.hosts(idea.board_id):
        raise Forbidden(gettext("%(brand)s keeps to itself who voted.", brand=g.brand.name))
    voters, after = voters_of(idea, viewer=g.viewer, after=request.args.get("after"))
    more = f"{path_to('voter.index', number=idea.number)}?after={after}" if after else None
    if wants_fragment():
        return render_template("community/vote/_voters.html", voters=voters, more=more)
    return render_template("community/vote/voters.html", idea=idea, href=idea_path(idea), voters=voters, more=more)
