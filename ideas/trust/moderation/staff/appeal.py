"""Appeals, decided by somebody else than who made the decision."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.people.account.models import Account
from ideas.people.brand.queries import places_of
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import read
from ideas.rim.paths import idea_path
from ideas.rim.respond import wants_fragment
from ideas.rim.writing import carry_out
from ideas.trust.moderation.actions import AppealClosed, BadWords, NotBanned, NotLimited, NotYourDecision, decide_appeal
from ideas.trust.moderation.forms import DecisionForm
from ideas.trust.moderation.models import Appeal, Statement
from ideas.trust.moderation.queries import can_be_decided, find_statement, waiting_appeals
from ideas.trust.moderation.rules import AppealOutcome

bp = Blueprint("appeal_decision", __name__)

ONE = "<int:statement_id>"


@bp.get("/<brand>/desk/appeals")
@staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """The appeals that wait, the oldest first; for a script only the next ones."""
    found = waiting_appeals(after=request.args.get("after"))
    more = url_for("appeal_decision.index", after=found.after) if found.after else None
    if wants_fragment():
        return render_template("trust/moderation/_appeals.html", rows=found.rows, more=more)
    return desk_page("trust/moderation/appeals.html", rows=found.rows, more=more)


@bp.get(f"/<brand>/desk/appeals/{ONE}")
@staff(Role.MODERATOR)
def show(statement_id: int) -> ResponseReturnValue:
    """One appeal, with the decision that it is about."""
    return _page(*_appeal_or_404(statement_id), read(DecisionForm))


@bp.post(f"/<brand>/desk/appeals/{ONE}")
@staff(Role.MODERATOR)
def update(statement_id: int) -> ResponseReturnValue:
    """Decide it."""
    _appeal_or_404(statement_id)
    form = read(DecisionForm)

    def decide() -> None:
        _, appeal, _ = _appeal_or_404(statement_id)
        outcome = AppealOutcome(form.outcome.data)
        decide_appeal(appeal, outcome=outcome, words=form.words.data, by=g.viewer.account, at=clock.now())

    done = carry_out(form, decide, BadWords, NotYourDecision, AppealClosed, NotLimited, NotBanned)
    if done.refused:
        return _page(*_appeal_or_404(statement_id), form, status=done.refused)
    flash(gettext("The appeal is decided, and the person is told."), "success")
    return redirect(url_for("appeal_decision.index"), 303)


def _appeal_or_404(statement_id: int) -> tuple[Statement, Appeal, Idea | None]:
    statement, appeal, idea = find_statement(statement_id) or abort(404)
    return statement, appeal or abort(404), idea


def _page(
    statement: Statement, appeal: Appeal, idea: Idea | None, form: DecisionForm, status: int = 200
) -> ResponseReturnValue:
    anchor = f"comment-{statement.comment_id}" if statement.comment_id else ""
    person, decider = _person(statement.account_id), _person(statement.decided_by_id)
    place = places_of([person.id]).get(person.id) if person else None
    return desk_page(
        "trust/moderation/appeal.html",
        status=status,
        statement=statement,
        appeal=appeal,
        idea=idea,
        form=form,
        person=person,
        person_href=url_for("person.show", handle=place.handle) if place else None,
        decider=decider,
        is_own=g.viewer.account_id in (statement.decided_by_id, statement.account_id),
        can_be_decided=can_be_decided(statement),
        href=idea_path(idea, anchor) if idea is not None else None,
        outcome_by=_person(appeal.decided_by_id),
    )


def _person(account_id: int | None) -> Account | None:
    return db.session.get(Account, account_id) if account_id else None
