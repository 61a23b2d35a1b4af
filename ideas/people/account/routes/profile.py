"""The person's own page: what others see of them, what we may do unasked, and where they take part."""

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.people.account.actions import update_profile
from ideas.people.account.forms import ProfileForm
from ideas.people.brand.queries import memberships_of
from ideas.rim.access import signed_in
from ideas.rim.forms import is_sent, read
from ideas.rim.writing import writing

bp = Blueprint("profile", __name__)


@bp.get("/me")
@signed_in
def edit() -> ResponseReturnValue:
    """Show the settings."""
    account = g.viewer.account
    return _show(
        _form(
            name=account.display_name,
            locale=account.locale,
            mails_on=account.mails_on,
            shortcuts_on=account.shortcuts_on,
        )
    )


@bp.post("/me")
@signed_in
def update() -> ResponseReturnValue:
    """Save the settings."""
    form = _form()
    if not is_sent(form):
        return _show(form), 422
    with writing():
        update_profile(
            g.viewer.account,
            name=form.name.data,
            locale=form.locale.data,
            mails_on=form.mails_on.data,
            shortcuts_on=form.shortcuts_on.data,
        )
    flash(gettext("Saved."), "success")
    return redirect(url_for("profile.edit"), 303)


def _form(**values: Any) -> ProfileForm:
    form = read(ProfileForm, **values)
    form.locale.choices = [(tag, name or tag) for tag, name in current_app.extensions["languages"].items()]
    return form


def _show(form: ProfileForm) -> str:
    return render_template("people/account/profile.html", form=form, places=memberships_of(g.viewer.account))
