"""Votes for people met elsewhere: who they are, a new one, and one that was a mistake."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.community.vote.actions import VotingClosed
from ideas.community.vote.forms import RecordForm
from ideas.community.vote.models import RecordedVote
from ideas.community.vote.recording import (
    AlreadyCounted,
    BadRecord,
    find_recorded,
    record_vote,
    recorded_for,
    strike_recorded,
)
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing, read
from ideas.rim.paths import idea_path
from ideas.rim.writing import carry_out, writing

bp = Blueprint("recorded_vote", __name__)


@bp.get("/<brand>/ideas/<int:number>/recorded-votes")
@staff(Role.PARTNER)
def index(number: int) -> ResponseReturnValue:
    """Whom staff wrote down for this idea, and the form for one more."""
    return _show(hosted_idea_or_404(number), read(RecordForm))


@bp.post("/<brand>/ideas/<int:number>/recorded-votes")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Write one down."""
    form = read(RecordForm)

    def write_down() -> RecordedVote:
        return record_vote(
            hosted_idea_or_404(number),
            name=form.name.data,
            email=form.email.data,
            said_where=form.said_where.data,
            link=form.link.data,
            by=g.viewer.account,
            at=clock.now(),
        )

    done = carry_out(form, write_down, AlreadyCounted, BadRecord, VotingClosed)
    if done.refused:
        return _show(hosted_idea_or_404(number), form), done.refused
    if done.value.joined_id is not None:
        flash(gettext("Whoever has this address is here already, so the vote is counted as their own."), "success")
    else:
        flash(gettext("The vote is recorded and counts."), "success")
    return redirect(url_for("recorded_vote.index", number=number), 303)


@bp.post("/<brand>/ideas/<int:number>/recorded-votes/<int:recorded_id>/delete")
@staff(Role.PARTNER)
def destroy(number: int, recorded_id: int) -> ResponseReturnValue:
    """Strike one out that was a mistake."""
    expect_nothing()
    with writing():
        recorded = find_recorded(recorded_id, hosted_idea_or_404(number), viewer=g.viewer) or abort(404)
        strike_recorded(recorded, by=g.viewer.account, at=clock.now())
    flash(gettext("The recorded vote is struck out and no longer counts."), "success")
    return redirect(url_for("recorded_vote.index", number=number), 303)


def _show(idea: Idea, form: RecordForm) -> str:
    records = recorded_for(idea, viewer=g.viewer)
    return render_template("community/vote/recorded.html", idea=idea, href=idea_path(idea), form=form, recorded=records)
