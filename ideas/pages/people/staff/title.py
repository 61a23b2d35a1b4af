"""What staff are called here: by themselves on their profile, by owners in the list of people."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.pages.people.staff.people import member_or_404, people_page
from ideas.people.account.models import Account
from ideas.people.brand.forms import TitleForm
from ideas.people.brand.models import Membership
from ideas.people.brand.people import PeoplePage
from ideas.people.brand.rules import Role
from ideas.people.brand.titles import NoTitle, set_title
from ideas.rim.access import staff
from ideas.rim.forms import is_sent, read
from ideas.rim.writing import writing

bp = Blueprint("membership_title", __name__)
own = Blueprint("own_title", __name__)


@bp.post("/<brand>/settings/people/<handle>/title")
@staff(Role.OWNER)
def update(handle: str) -> ResponseReturnValue:
    """An owner gives somebody a title."""
    form = read(TitleForm)
    try:
        if not is_sent(form):
            raise Refusal(form.title.errors[0])
        with writing():
            membership, person = member_or_404(handle)
            set_title(membership, form.title.data, by=g.viewer.account, at=clock.now())
    except Refusal as refusal:
        return people_page(PeoplePage([member_or_404(handle)], None), problem=refusal)
    _say_so(membership, person.display_name)
    return redirect(url_for("people.index"), 303)


@own.post("/<brand>/people/<handle>/title", endpoint="update")
@staff(Role.PARTNER)
def update_own(handle: str) -> ResponseReturnValue:
    """Somebody says what they do here themselves. Raises NoTitle."""
    form = read(TitleForm)
    _self_or_404(handle)
    if not is_sent(form):
        raise NoTitle(form.title.errors[0])
    with writing():
        membership, person = _self_or_404(handle)
        set_title(membership, form.title.data, by=g.viewer.account, at=clock.now())
    _say_so(membership, person.display_name)
    return redirect(url_for("person.show", handle=handle), 303)


def _self_or_404(handle: str) -> tuple[Membership, Account]:
    membership, person = member_or_404(handle)
    if person.id != g.viewer.account.id:
        abort(404)
    return membership, person


def _say_so(membership: Membership, name: str) -> None:
    if membership.title:
        flash(gettext("%(name)s: %(title)s.", name=name, title=membership.title), "success")
    else:
        flash(gettext("%(name)s has no title now.", name=name), "success")
