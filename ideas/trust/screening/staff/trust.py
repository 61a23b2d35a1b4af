"""How far the brand trusts a person: what they earned, and what staff grant."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_member
from ideas.people.brand.rules import Role
from ideas.rim.access import require, staff
from ideas.rim.forms import is_sent, read
from ideas.rim.writing import writing
from ideas.trust.screening.actions import grant_trust
from ideas.trust.screening.forms import TrustForm
from ideas.trust.screening.words import LEVEL_WORDS

bp = Blueprint("trust", __name__)


@bp.post("/<brand>/people/<handle>/trust")
@staff(Role.MODERATOR)
def update(handle: str) -> ResponseReturnValue:
    """Trust the person at least this far."""
    _somebody_else(handle)
    form = read(TrustForm)
    if not is_sent(form):
        problem = form.reason.errors or [gettext("Choose one of the four levels of trust.")]
        flash(gettext("Nothing is saved yet. %(problem)s", problem=problem[0]), "error")
        return redirect(url_for("person.show", handle=handle), 303)
    with writing():
        membership, person = _somebody_else(handle)
        grant_trust(membership, int(form.level.data), by=g.viewer.account, at=clock.now(), reason=form.reason.data)
    said = LEVEL_WORDS[membership.trust_level]
    flash(gettext("%(name)s is trusted at least as: %(level)s.", name=person.display_name, level=said), "success")
    return redirect(url_for("person.show", handle=handle), 303)


def _somebody_else(handle: str) -> tuple[Membership, Account]:
    membership, person = find_member(handle) or abort(404)
    require(membership.account_id != g.viewer.account.id, gettext("Somebody else decides how far you are trusted."))
    return membership, person
