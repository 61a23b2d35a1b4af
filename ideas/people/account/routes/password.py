"""Setting a password, or another one. Whoever does has just proven who they are, or shows the one they have."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.people.account.actions import WeakPassword, WrongCredentials, check_password, hash_new, set_password
from ideas.people.account.forms import GuardedPasswordForm, PasswordForm
from ideas.people.account.models import Account
from ideas.rim.access import require, signed_in
from ideas.rim.addresses import absolute
from ideas.rim.forms import Form, is_sent, read
from ideas.rim.mailing import send_mail, site_name
from ideas.rim.signing_in import is_fresh, sign_in
from ideas.rim.throttle import network, spend
from ideas.rim.writing import writing

bp = Blueprint("password", __name__)


@bp.get("/me/password")
@signed_in
def edit() -> ResponseReturnValue:
    """Show the form that fits, or ask to sign in again."""
    form_class = _form_class()
    return _show(form_class() if form_class is not None else None)


@bp.post("/me/password")
@signed_in
def update() -> ResponseReturnValue:
    """Set the password. Every session ends and a new one begins here; a mail says so."""
    form_class = _form_class()
    require(form_class is not None, gettext("Sign in again first: you did so more than 15 minutes ago."))
    form = read(form_class or PasswordForm)
    if not is_sent(form):
        return _show(form), 422
    try:
        kept = _checked_hash(form, g.viewer.account)
    except (WrongCredentials, WeakPassword) as refusal:
        form.refuse(refusal)
        return _show(form), 422
    with writing():
        account: Account = g.viewer.account
        set_password(account, kept)
        sign_in(account)
        _tell(account)
    flash(gettext("Your password is set. Everywhere else you are signed out."), "success")
    return redirect(url_for("profile.edit"), 303)


def _form_class() -> type[PasswordForm] | None:
    if is_fresh():
        return PasswordForm
    return GuardedPasswordForm if g.viewer.account.password_hash else None


def _checked_hash(form: PasswordForm, account: Account) -> str:
    if isinstance(form, GuardedPasswordForm):
        spend("sign_in_address", network())
        spend("sign_in_account", account.email)
        try:
            check_password(account, form.current_password.data)
        except WrongCredentials:
            raise WrongCredentials("This is not your current password.", field="current_password") from None
    return hash_new(form.password.data, name=account.display_name, email=account.email)


def _tell(account: Account) -> None:
    subject = gettext("Your password at %(site)s was changed", site=site_name())
    link = absolute("sign_in.new", next=url_for("password.edit"))
    send_mail(
        "password_changed",
        "password_changed",
        to=account.email,
        subject=subject,
        at=clock.now(),
        gated=False,
        link=link,
    )


def _show(form: Form | None) -> str:
    return render_template("people/account/password.html", form=form, account=g.viewer.account)
