"""Signing up. The account comes to be when its address is proven, not before."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ideas.people.account.actions import WeakPassword, hash_new
from ideas.people.account.forms import SignUpForm
from ideas.people.account.routes.asking import is_invited, mail_a_link, may_join, sign_up_network
from ideas.rim.access import public
from ideas.rim.addresses import safe_next
from ideas.rim.arrival import destination
from ideas.rim.forms import is_sent, read
from ideas.rim.throttle import expect_room, network, spend
from ideas.rim.writing import writing

bp = Blueprint("sign_up", __name__)


@bp.get("/sign-up")
@public
def new() -> ResponseReturnValue:
    """Show the form; people who are signed in go on."""
    if g.viewer.is_signed_in:
        return redirect(destination(request.args.get("next")), 303)
    return _show(SignUpForm())


@bp.post("/sign-up")
@public
def create() -> ResponseReturnValue:
    """Mail a link that makes the account; to an address that has one, a link into it. The same answer for both."""
    form = read(SignUpForm)
    if not is_sent(form):
        return _show(form), 422
    spend("mail", network())
    if not is_invited(request.args.get("next")):
        expect_room("sign_up_network", sign_up_network())
    try:
        chosen = form.password.data
        kept = hash_new(chosen, name=form.name.data, email=form.email.data) if chosen else None
    except WeakPassword as refusal:
        form.refuse(refusal)
        return _show(form), 422
    with writing():
        mail_a_link(form.email.data, name=form.name.data, password_hash=kept, signs_up=True)
    return redirect(url_for("sign_in_code.new", next=safe_next(request.args.get("next"))), 303)


def _show(form: SignUpForm) -> str:
    return render_template(
        "people/account/sign_up.html", form=form, next=safe_next(request.args.get("next")), may_join=may_join()
    )
