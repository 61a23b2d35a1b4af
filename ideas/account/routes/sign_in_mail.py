"""Asking for a mail with a link and a code."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ideas.account.forms import SignInMailForm
from ideas.account.routes.asking import mail_a_link
from ideas.account.routes.sign_in import show_form
from ideas.web.access import public
from ideas.web.addresses import safe_next
from ideas.web.forms import is_sent, read
from ideas.web.throttle import network, spend

bp = Blueprint("sign_in_mail", __name__)


@bp.post("/sign-in/mail")
@public
def create() -> ResponseReturnValue:
    """Mail a link and a code. The same answer for every address."""
    form = read(SignInMailForm)
    if not is_sent(form):
        return show_form(form), 422
    spend("mail", network())
    mail_a_link(form.email.data)
    return redirect(url_for("sign_in_code.new", next=safe_next(request.args.get("next"))), 303)
