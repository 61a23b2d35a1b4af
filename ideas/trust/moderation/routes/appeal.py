"""Appealing against a decision about oneself: also while banned."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.rim.access import also_banned, require, signed_in
from ideas.rim.forms import read
from ideas.rim.writing import carry_out
from ideas.trust.moderation.actions import AppealClosed, BadWords, appeal
from ideas.trust.moderation.forms import AppealForm
from ideas.trust.moderation.models import Statement
from ideas.trust.moderation.routes.statement import show_statement, statement_or_404

bp = Blueprint("appeal", __name__)


@bp.post("/<brand>/statements/<int:statement_id>/appeal")
@also_banned
@signed_in
def create(statement_id: int) -> ResponseReturnValue:
    """Object, once."""
    _about_me(statement_id)
    form = read(AppealForm)
    done = carry_out(
        form,
        lambda: appeal(_about_me(statement_id), body=form.body.data, by=g.viewer.account, at=clock.now()),
        BadWords,
        AppealClosed,
    )
    if done.refused:
        return show_statement(*statement_or_404(statement_id), form, status=done.refused)
    flash(gettext("Your appeal is with us. Somebody else looks at the decision, and you hear by mail."), "success")
    return redirect(url_for("statement.show", statement_id=statement_id), 303)


def _about_me(statement_id: int) -> Statement:
    statement, _, _ = statement_or_404(statement_id)
    require(statement.account_id == g.viewer.account_id, gettext("Only whom a decision is about can appeal."))
    return statement
