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
from ideas.rim.forms import read
from ideas.rim.settings_frame import settings_page
from ideas.rim.writing import carry_out

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
    done = carry_out(
        form,
        lambda: create_reason(g.brand, form.label.data, by=g.viewer.account, at=clock.now()),
        ReasonExists,
        LastReason,
    )
    if done.refused:
        return _list(form, status=done.refused)
    flash(gettext("The reason is on the list."), "success")
    return redirect(url_for("reason.index"), 303)


@bp.get(f"/<brand>/settings/reasons/{ONE}/edit")
@staff(Role.OWNER)
def edit(reason_id: int) -> ResponseReturnValue:
    """One reason."""
    reason = _reason(reason_id)
    return _one(reason, read(ReasonForm, label=reason.label, is_offered=not reason.is_retired))


@bp.post(f"/<brand>/settings/reasons/{ONE}/edit")
@staff(Role.OWNER)
def update(reason_id: int) -> ResponseReturnValue:
    """Change its words, retire it, or bring it back."""
    form = read(ReasonForm)

    def change() -> None:
        update_reason(
            _reason(reason_id),
            label=form.label.data,
            is_retired=not form.is_offered.data,
            by=g.viewer.account,
            at=clock.now(),
        )

    done = carry_out(form, change, ReasonExists, LastReason)
    if done.refused:
        return _one(_reason(reason_id), form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("reason.index"), 303)


def _reason(reason_id: int) -> DeclineReason:
    return find_reason(reason_id) or abort(404)


def _list(form: NewReasonForm, status: int = 200) -> ResponseReturnValue:
    return settings_page("community/stage/reasons.html", status=status, reasons=all_reasons(), form=form)


def _one(reason: DeclineReason, form: ReasonForm, status: int = 200) -> ResponseReturnValue:
    return settings_page("community/stage/reason.html", status=status, reason=reason, form=form)
