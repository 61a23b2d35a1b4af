"""Asking for a mail with a link and a code."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ideas.people.account.forms import SignInMailForm
from ideas.people.account.routes.asking import mail_a_link
from ideas.people.account.routes.sign_in import show_form
from ideas.rim.access import public
from ideas.rim.addresses import safe_next
from ideas.rim.forms import is_sent, read
from ideas.rim.throttle import network, spend
from ideas.rim.writing import writing

bp = Blueprint("sign_in_mail", __name__)


@bp.post("/sign-in/mail")
@public
def create() -> ResponseReturnValue:
    """Mail a link and a code. The same answer for every address."""
    form = read(SignInMailForm)
    if not is_sent(form):
        return show_form(form), 422
    spend("mail", network())
    with writing():
        mail_a_link(form.email.data)
    return redirect(url_for("sign_in_code.new", next=safe_next(request.args.get("next"))), 303)
