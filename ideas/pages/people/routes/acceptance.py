"""Accepting an invitation: its link shows what it is; only a sent form uses it up."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.actions import seat_invited
from ideas.community.board.models import Board
from ideas.people.account.actions import lock_session
from ideas.people.account.models import Account
from ideas.people.brand.forms import ROLE_WORDS
from ideas.people.brand.invitations import accept, check_open
from ideas.people.brand.models import Invitation, Membership
from ideas.people.brand.people import find_invitation
from ideas.rim.access import public, signed_in
from ideas.rim.forms import expect_nothing
from ideas.rim.paths import requested_path
from ideas.rim.signing_in import end_session, is_fresh, sign_in, this_session
from ideas.rim.writing import writing

bp = Blueprint("invitation_acceptance", __name__)


@bp.url_value_preprocessor
def _keep_the_address_secret(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.secret_address = True


@bp.get("/<brand>/invitations/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """What the invitation is for, and the button that accepts it. Raises SpentInvitation."""
    invitation = find_invitation(token) or abort(404)
    if invitation.accepted_by_id is not None and invitation.accepted_by_id == g.viewer.account_id:
        return redirect(url_for("brand.show"), 303)
    check_open(invitation, at=clock.now())
    return render_template(
        "pages/people/invitation.html",
        role=ROLE_WORDS[invitation.role],
        board=db.session.get(Board, invitation.board_id) if invitation.board_id else None,
        inviter=db.session.get(Account, invitation.invited_by_id) if invitation.invited_by_id else None,
        is_mine=not g.viewer.is_signed_in or invitation.is_for(g.viewer.account),
        keeps_role=g.viewer.role is not None and g.viewer.role.rank >= invitation.role.rank,
        here=requested_path(),
    )


@bp.post("/<brand>/invitations/<token>")
@signed_in
def create(token: str) -> ResponseReturnValue:
    """Accept it. Raises SpentInvitation, OthersInvitation."""
    expect_nothing()
    with writing():
        lock_session(this_session())
        membership = _accept(find_invitation(token) or abort(404))
        home = url_for("brand.show")
        if membership.role.is_staff and membership.role is not g.viewer.role:
            home = _begin_as_staff(home)
    flash(gettext("Welcome. You are part of %(brand)s now.", brand=g.brand.name), "success")
    return redirect(home, 303)


def _accept(invitation: Invitation) -> Membership:
    account, now = g.viewer.account, clock.now()
    membership = accept(invitation, brand=g.brand, account=account, at=now)
    if invitation.board_id is not None:
        seat_invited(invitation.board_id, membership, invited_as=invitation.role, by=account, at=now)
    return membership


def _begin_as_staff(home: str) -> str:
    """More rights, a new session: at once for who has just signed in, else by signing in again. Where to go next."""
    if is_fresh():
        sign_in(g.viewer.account)
        return home
    end_session()
    return url_for("sign_in.new", next=home)
