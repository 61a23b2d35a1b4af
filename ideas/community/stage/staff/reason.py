"""The brand's public reasons for a no: another one, other words, or no longer given."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.stage.actions import LastReason, ReasonExists, create_reason, update_reason
from ideas.community.stage.forms import NewReasonForm, ReasonForm
from ideas.community.stage.models import DeclineReason
from ideas.community.stage.queries import all_reasons, find_reason
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import is_sent, read
from ideas.rim.settings_frame import settings_page

bp = Blueprint("reason", __name__)

ONE = "<int(max=9007199254740991):reason_id>"


@bp.get("/<brand>/settings/reasons")
@staff(Role.OWNER)
def index() -> ResponseReturnValue:
    """All reasons, and the form for another."""
    return _list(read(NewReasonForm))


@bp.post("/<brand>/settings/reasons")
@staff(Role.OWNER)
def create() -> ResponseReturnValue:
    """Add one."""
    form = read(NewReasonForm)
    if not is_sent(form):
        return _list(form, status=422)
    try:
        create_reason(g.brand, form.label.data, by=g.viewer.account, at=clock.now())
    except (ReasonExists, LastReason) as refusal:
        form.refuse(refusal)
        return _list(form, status=422)
    flash(gettext("The reason is on the list."), "success")
    return redirect(url_for("reason.index"), 303)


@bp.get(f"/<brand>/settings/reasons/{ONE}/edit")
@staff(Role.OWNER)
def edit(reason_id: int) -> ResponseReturnValue:
    """One reason."""
    reason = find_reason(reason_id) or abort(404)
    return _one(reason, read(ReasonForm, label=reason.label, is_offered=not reason.is_retired))


@bp.post(f"/<brand>/settings/reasons/{ONE}/edit")
@staff(Role.OWNER)
def update(reason_id: int) -> ResponseReturnValue:
    """Change its words, retire it, or bring it back."""
    reason = find_reason(reason_id) or abort(404)
    form = read(ReasonForm)
    if not is_sent(form):
        return _one(reason, form, status=422)
    try:
        update_reason(
            reason, label=form.label.data, is_retired=not form.is_offered.data, by=g.viewer.account, at=clock.now()
        )
    except (ReasonExists, LastReason) as refusal:
        form.refuse(refusal)
        return _one(reason, form, status=422)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("reason.index"), 303)


def _list(form: NewReasonForm, status: int = 200) -> ResponseReturnValue:
    return settings_page("community/stage/reasons.html", status=status, reasons=all_reasons(), form=form)


def _one(reason: DeclineReason, form: ReasonForm, status: int = 200) -> ResponseReturnValue:
    return settings_page("community/stage/reason.html", status=status, reason=reason, form=form)
