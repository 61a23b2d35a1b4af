"""A person's public profile in one brand: their part in it, and their ideas as far as the viewer sees them."""

from typing import NamedTuple

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from ideas.base import clock
from ideas.base.db import db
from ideas.community.idea.listing import Filters, list_ideas
from ideas.community.idea.models import Idea, IdeaRank
from ideas.community.idea.routes.cards import present
from ideas.community.idea.rules import Sort, Visibility
from ideas.community.stage.models import Stage
from ideas.community.stage.queries import all_stages
from ideas.community.stage.rules import Phase
from ideas.people.account.models import Account
from ideas.people.brand.forms import ROLE_WORDS
from ideas.people.brand.queries import find_member
from ideas.rim.access import public
from ideas.rim.respond import wants_fragment
from ideas.trust.screening.routes import trust_shown

bp = Blueprint("person", __name__)


@bp.get("/<brand>/people/<handle>")
@public
def show(handle: str) -> ResponseReturnValue:
    """The profile, or for a script only its next ideas. Never an address."""
    membership, person = find_member(handle) or abort(404)
    own = select(Idea.id).where(Idea.author_id == person.id)
    found = list_ideas(g.viewer, Filters(sort=Sort.NEW, ids=own, after=request.args.get("after")))
    cards = present(found.cards, {stage.id: stage for stage in all_stages()})
    more = url_for("person.show", handle=handle, after=found.after) if found.after else None
    if wants_fragment():
        return render_template("community/idea/_cards.html", cards=cards, more=more)
    return render_template(
        "pages/people/person.html",
        person=person,
        membership=membership,
        cards=cards,
        more=more,
        standing=_standing(person),
        role_word=ROLE_WORDS[membership.role],
        is_me=g.viewer.account_id == person.id,
        keep_out_href=url_for("ban.new", handle=handle)
        if g.viewer.is_moderator and not membership.role.is_staff
        else None,
        banned_until=membership.banned_until
        if membership.banned_until and membership.banned_until > clock.now()
        else None,
        trust=trust_shown(membership, person),
    )


class Standing(NamedTuple):
    """What came of a person's public ideas, as far as the viewer sees them."""

    ideas: int
    shipped: int
    votes: int


def _standing(person: Account) -> Standing:
    row = db.session.execute(
        select(
            func.count(Idea.id),
            func.count(Idea.id).filter(Stage.phase == Phase.SHIPPED),
            func.coalesce(func.sum(IdeaRank.vote_count), 0),
        )
        .join(Stage, Stage.id == Idea.stage_id)
        .join(IdeaRank, IdeaRank.idea_id == Idea.id)
        .where(
            Idea.author_id == person.id,
            Idea.board_id.in_(g.viewer.board_ids),
            Idea.visibility == Visibility.PUBLIC,
        )
    ).one()
    return Standing(row[0], row[1], int(row[2]))
