"""Giving a person another role."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.community.board.actions import end_hosting
from ideas.pages.people.staff.people import member_or_404, people_page
from ideas.people.brand.actions import change_role
from ideas.people.brand.forms import ROLE_WORDS, RoleForm
from ideas.people.brand.models import Membership
from ideas.people.brand.people import PeoplePage
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import is_sent, read
from ideas.rim.writing import writing

bp = Blueprint("membership_role", __name__)


@bp.post("/<brand>/settings/people/<handle>/role")
@staff(Role.OWNER)
def update(handle: str) -> ResponseReturnValue:
    """Change it. The last owner stays one."""
    form = read(RoleForm)
    try:
        if not is_sent(form):
            raise Refusal(form.role.errors[0])
        with writing():
            membership, person = member_or_404(handle)
            _give(membership, Role(form.role.data))
    except Refusal as refusal:
        return people_page(PeoplePage([member_or_404(handle)], None), problem=refusal)
    role = ROLE_WORDS[membership.role]
    flash(gettext("%(name)s: %(role)s.", name=person.display_name, role=role), "success")
    return redirect(url_for("brand.show" if _lost_the_keys(membership) else "people.index"), 303)


def _give(membership: Membership, role: Role) -> None:
    change_role(membership, role, by=g.viewer.account, at=clock.now())
    if not role.is_staff:
        end_hosting(membership)


def _lost_the_keys(membership: Membership) -> bool:
    """Whether an owner just gave up these pages."""
    return membership.account_id == g.viewer.account.id and membership.role is not Role.OWNER
