"""Joining a brand."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.brand.actions import join
from ideas.rim.access import signed_in
from ideas.rim.forms import expect_nothing
from ideas.rim.writing import writing

bp = Blueprint("membership", __name__)


@bp.post("/<brand>/membership")
@signed_in
def create() -> ResponseReturnValue:
    """Become a member; whoever is one already stays what they are."""
    expect_nothing()
    with writing():
        join(g.brand, g.viewer.account, at=clock.now())
    flash(gettext("You are a member of %(brand)s now.", brand=g.brand.name), "success")
    return redirect(url_for("brand.show"), 303)
