"""A person's public profile in one brand: their part in it, and their ideas as far as the viewer sees them."""

from typing import NamedTuple

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from ideas.account.models import Account
from ideas.brand.forms import ROLE_WORDS
from ideas.brand.queries import find_member
from ideas.db import db
from ideas.idea.listing import Filters, list_ideas
from ideas.idea.models import Idea, IdeaRank
from ideas.idea.routes.cards import present
from ideas.idea.rules import Sort, Visibility
from ideas.kit import clock
from ideas.screening.routes import trust_shown
from ideas.stage.models import Stage
from ideas.stage.queries import all_stages
from ideas.stage.rules import Phase
from ideas.web.access import public
from ideas.web.respond import wants_fragment

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
        return render_template("idea/_cards.html", cards=cards, more=more)
    return render_template(
        "brand/person.html",
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
