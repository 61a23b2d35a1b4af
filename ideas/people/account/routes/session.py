"""Where a person is signed in, and ending any of it."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.account.actions import close_other_sessions, close_session
from ideas.people.account.queries import find_own_session, sessions_of
from ideas.people.account.rules import device_of, session_limits
from ideas.people.brand.queries import memberships_of
from ideas.rim.access import signed_in
from ideas.rim.forms import expect_nothing
from ideas.rim.signing_in import end_session, this_session
from ideas.rim.writing import writing

bp = Blueprint("session", __name__)
others = Blueprint("session_others", __name__)


@bp.get("/me/sessions")
@signed_in
def index() -> ResponseReturnValue:
    """List the places, this one marked."""
    account = g.viewer.account
    works = any(membership.role.is_staff for membership, _ in memberships_of(account))
    idle, absolute = session_limits(is_staff=works)
    sessions = sessions_of(account, at=clock.now(), idle=idle, absolute=absolute)
    places = [(session, *device_of(session.user_agent)) for session in sessions]
    return render_template("people/account/sessions.html", places=places, current=this_session().id)


@bp.post("/me/sessions/<int:session_id>/delete")
@signed_in
def destroy(session_id: int) -> ResponseReturnValue:
    """End one of them; this one too, which signs out."""
    expect_nothing()
    with writing():
        row = find_own_session(g.viewer.account, session_id) or abort(404)
        if row.id == this_session().id:
            end_session()
            return redirect(url_for("home.show"), 303)
        close_session(row)
    flash(gettext("Signed out there."), "success")
    return redirect(url_for("session.index"), 303)


@others.post("/me/sessions/others/delete", endpoint="destroy")
@signed_in
def destroy_others() -> ResponseReturnValue:
    """End all of them but this one."""
    expect_nothing()
    with writing():
        close_other_sessions(g.viewer.account, keep=this_session().id)
    flash(gettext("You are signed out everywhere else."), "success")
    return redirect(url_for("session.index"), 303)
