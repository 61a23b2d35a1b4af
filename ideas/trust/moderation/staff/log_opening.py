"""Opening the moderation log to everybody, and closing it."""

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import read
from ideas.rim.writing import carry_out
from ideas.trust.moderation.actions import open_log
from ideas.trust.moderation.forms import LogForm
from ideas.trust.moderation.staff.house_rule import list_page

bp = Blueprint("log_opening", __name__)


@bp.post("/<brand>/settings/moderation-log")
@staff(Role.OWNER)
def update() -> ResponseReturnValue:
    """As the owner wishes."""
    form = read(LogForm)
    done = carry_out(form, lambda: open_log(g.brand, is_open=form.opens_log.data, by=g.viewer.account, at=clock.now()))
    if done.refused:
        return list_page(status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("house_rule.index"), 303)
