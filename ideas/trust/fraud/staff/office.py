"""Owners name the networks that many people share, so that colleagues are not taken for a farm."""

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import read
from ideas.rim.networks import network_of
from ideas.rim.settings_frame import settings_page
from ideas.rim.writing import carry_out
from ideas.trust.fraud.actions import set_offices
from ideas.trust.fraud.forms import OfficesForm

bp = Blueprint("office", __name__)


@bp.get("/<brand>/settings/networks")
@staff(Role.OWNER)
def edit() -> ResponseReturnValue:
    """The networks that are named, and from which one this request came."""
    return _page(read(OfficesForm, networks=g.brand.office_networks))


@bp.post("/<brand>/settings/networks")
@staff(Role.OWNER)
def update() -> ResponseReturnValue:
    """Name others."""
    form = read(OfficesForm)
    done = carry_out(
        form, lambda: set_offices(g.brand, form.networks.data, by=g.viewer.account, at=clock.now()), Refusal
    )
    if done.refused:
        return _page(form, status=done.refused)
    flash(gettext("Your changes are saved. They hold for votes from now on."), "success")
    return redirect(url_for("office.edit"), 303)


def _page(form: OfficesForm, *, status: int = 200) -> ResponseReturnValue:
    return settings_page("trust/fraud/offices.html", status=status, form=form, here=network_of(request.remote_addr))
