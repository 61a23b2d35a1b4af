"""How far the brand trusts a person: what they earned, and what staff grant."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.brand.queries import find_member
from ideas.brand.rules import Role
from ideas.kit import clock
from ideas.screening.actions import grant_trust
from ideas.screening.forms import TrustForm
from ideas.web.access import require, staff
from ideas.web.forms import is_sent, read
from ideas.web.waiting import LEVEL_WORDS

bp = Blueprint("trust", __name__)


@bp.post("/<brand>/people/<handle>/trust")
@staff(Role.MODERATOR)
def update(handle: str) -> ResponseReturnValue:
    """Trust the person at least this far."""
    membership, person = find_member(handle) or abort(404)
    require(membership.account_id != g.viewer.account.id, gettext("Somebody else decides how far you are trusted."))
    form = read(TrustForm)
    if not is_sent(form):
        problem = form.reason.errors or [gettext("Choose one of the four levels of trust.")]
        flash(gettext("Nothing is saved yet. %(problem)s", problem=problem[0]), "error")
        return redirect(url_for("person.show", handle=handle), 303)
    grant_trust(membership, int(form.level.data), by=g.viewer.account, at=clock.now(), reason=form.reason.data)
    said = LEVEL_WORDS[membership.trust_level]
    flash(gettext("%(name)s is trusted at least as: %(level)s.", name=person.display_name, level=said), "success")
    return redirect(url_for("person.show", handle=handle), 303)
