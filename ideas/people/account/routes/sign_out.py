"""Signing out."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.rim.access import public
from ideas.rim.forms import expect_nothing
from ideas.rim.signing_in import end_session
from ideas.rim.writing import writing

bp = Blueprint("sign_out", __name__)


@bp.post("/sign-out")
@public
def create() -> ResponseReturnValue:
    """End this session, at once. Once more does no harm."""
    expect_nothing()
    with writing():
        end_session()
    flash(gettext("You are signed out."), "success")
    return redirect(url_for("home.show"), 303)
