"""Inviting people: by a link to pass on, or by mail."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.board.models import Board
from ideas.community.board.queries import find_board
from ideas.people.brand.forms import ROLE_WORDS, InvitationForm
from ideas.people.brand.invitations import invite, revoke
from ideas.people.brand.people import find_open_invitation, open_invitations
from ideas.people.brand.rules import Role, name_in_mail
from ideas.rim.access import staff
from ideas.rim.addresses import absolute
from ideas.rim.forms import expect_nothing, is_sent, read
from ideas.rim.mailing import send_mail
from ideas.rim.settings_frame import settings_page
from ideas.rim.throttle import spend
from ideas.rim.writing import writing

bp = Blueprint("invitation", __name__)


@bp.get("/<brand>/settings/invitations")
@staff(Role.OWNER)
def index() -> ResponseReturnValue:
    """The invitations on their way, and the form for another."""
    return _page(_form())


@bp.post("/<brand>/settings/invitations")
@staff(Role.OWNER)
def create() -> ResponseReturnValue:
    """Invite somebody. The answer shows the link, this once."""
    form = _form()
    if not is_sent(form):
        return _page(form, status=422)
    spend("invitation", str(g.viewer.account.id))
    with writing():
        email, board = form.email.data or None, find_board(g.viewer, form.board.data)
        invitation, secret = invite(
            g.brand,
            role=Role(form.role.data),
            by=g.viewer.account,
            at=clock.now(),
            email=email,
            board_id=board.id if board else None,
        )
        link = absolute("invitation_acceptance.show", brand=g.brand.slug, token=secret)
        role = ROLE_WORDS[invitation.role]
        if email:
            _mail(email, link=link, role=role, board=board)
    return settings_page(
        "pages/people/invitation_made.html", status=201, invitation=invitation, link=link, role=role, board=board
    )


@bp.post("/<brand>/settings/invitations/<int(max=9007199254740991):invitation_id>/delete")
@staff(Role.OWNER)
def destroy(invitation_id: int) -> ResponseReturnValue:
    """Take one back."""
    expect_nothing()
    with writing():
        invitation = find_open_invitation(invitation_id, at=clock.now()) or abort(404)
        revoke(invitation, by=g.viewer.account, at=clock.now())
    flash(gettext("The invitation is taken back; its link opens nothing any more."), "success")
    return redirect(url_for("invitation.index"), 303)


def _mail(to: str, *, link: str, role: str, board: Board | None) -> None:
    """Fixed words of ours. The names in them were chosen by people, so nothing in them may become a link."""
    inviter, brand = name_in_mail(g.viewer.account.display_name), name_in_mail(g.brand.name)
    subject = gettext("%(name)s invites you to %(brand)s", name=inviter or gettext("Somebody"), brand=brand)
    send_mail(
        "invitation",
        "invitation",
        to=to,
        brand_id=g.brand.id,
        subject=subject,
        at=clock.now(),
        inviter=inviter,
        name=brand,
        role=role,
        board=name_in_mail(board.name) if board else None,
        link=link,
    )


def _form() -> InvitationForm:
    form = read(InvitationForm)
    boards = {board.slug: board.name for board in g.viewer.boards}
    form.board.choices = {"": str(gettext("No board in particular")), **boards}
    return form


def _page(form: InvitationForm, status: int = 200) -> ResponseReturnValue:
    boards = {board.id: board.name for board in g.viewer.boards}
    waiting = open_invitations(clock.now())
    return settings_page(
        "pages/people/invitations.html", status=status, form=form, waiting=waiting, roles=ROLE_WORDS, boards=boards
    )
