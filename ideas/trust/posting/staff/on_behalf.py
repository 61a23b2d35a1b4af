"""An idea that staff write down for a customer met elsewhere."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.board.models import Board
from ideas.community.idea.actions import BadBody, BadTitle
from ideas.community.idea.models import Idea
from ideas.community.idea.tags import BadTags, common_tags, read_tags
from ideas.community.vote.actions import VotingClosed
from ideas.community.vote.recording import AlreadyCounted, BadRecord
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.drafts import draft_accepted
from ideas.rim.forms import read
from ideas.rim.paths import idea_path
from ideas.rim.writing import carry_out
from ideas.trust.posting.forms.on_behalf import OnBehalfForm
from ideas.trust.posting.on_behalf import submit_on_behalf

bp = Blueprint("on_behalf", __name__)


@bp.get("/<brand>/desk/on-behalf")
@staff(Role.PARTNER)
def new() -> ResponseReturnValue:
    """The form: the idea, and whose it is."""
    return _show(_form())


@bp.post("/<brand>/desk/on-behalf")
@staff(Role.PARTNER)
def create() -> ResponseReturnValue:
    """Share it in the customer's stead."""
    form = _form()

    def share() -> Idea:
        board = next((board for board in _hosted() if board.slug == form.board.data), None) or abort(404)
        return submit_on_behalf(
            g.brand,
            board=board,
            title=form.title.data,
            body=form.body.data,
            tags=read_tags(form.tags.data),
            name=form.name.data,
            email=form.email.data,
            said_where=form.said_where.data,
            link=form.link.data,
            by=g.viewer.account,
            at=clock.now(),
        )

    done = carry_out(form, share, AlreadyCounted, BadTitle, BadBody, BadTags, BadRecord, VotingClosed)
    if done.refused:
        return _show(form, status=done.refused)
    draft_accepted(f"on-behalf:{g.brand.slug}")
    flash(gettext("The idea is shared, and one recorded vote counts for it."), "success")
    return redirect(idea_path(done.value), 303)


def _hosted() -> list[Board]:
    return [board for board in g.viewer.boards if g.viewer.hosts(board.id)]


def _form(**values: Any) -> OnBehalfForm:
    """The form as it was sent or as it begins. Nothing here for whoever hosts no board."""
    boards = _hosted() or abort(404)
    form = read(OnBehalfForm, **values)
    form.board.choices = {board.slug: board.name for board in boards}
    return form


def _show(form: OnBehalfForm, status: int = 200) -> ResponseReturnValue:
    return desk_page(
        "trust/posting/on_behalf.html",
        status=status,
        form=form,
        boards=_hosted(),
        common_tags=common_tags(g.viewer, most=12),
    )
