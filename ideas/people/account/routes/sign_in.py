"""Signing in with address and password; the same page offers the mail."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ideas.people.account.actions import WrongCredentials, accept_password, check_password
from ideas.people.account.forms import SignInForm, SignInMailForm
from ideas.people.account.queries import find_account
from ideas.rim.access import public
from ideas.rim.addresses import safe_next
from ideas.rim.arrival import arrive, destination
from ideas.rim.forms import is_sent, read
from ideas.rim.throttle import network, spend
from ideas.rim.writing import writing

bp = Blueprint("sign_in", __name__)


@bp.get("/sign-in")
@public
def new() -> ResponseReturnValue:
    """Show the form; people who are signed in go on."""
    if g.viewer.is_signed_in:
        return redirect(destination(request.args.get("next")), 303)
    return show_form(SignInForm())


@bp.post("/sign-in")
@public
def create() -> ResponseReturnValue:
    """Sign in by password. The answer does not say whether the address has an account."""
    form = read(SignInForm)
    if not is_sent(form):
        return show_form(form), 422
    spend("sign_in_address", network())
    spend("sign_in_account", form.email.data)
    found = find_account(form.email.data)
    try:
        proof = check_password(found, form.password.data)
        with writing():
            return arrive(accept_password(proof), next_path=request.args.get("next"))
    except WrongCredentials as refusal:
        form.refuse(refusal)
        return show_form(form), 422


def show_form(form: SignInForm | SignInMailForm) -> str:
    """The page, with what was typed but for the password."""
    return render_template("people/account/sign_in.html", form=form, next=safe_next(request.args.get("next")))
