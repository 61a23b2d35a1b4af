"""Signing in with the six digits from the mail, in the browser that asked for them."""

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.people.account.actions import redeem_code
from ideas.people.account.forms import CodeForm
from ideas.people.account.routes.entering import enter
from ideas.rim.access import public
from ideas.rim.addresses import safe_next
from ideas.rim.forms import is_sent, read
from ideas.rim.throttle import network, spend
from ideas.rim.writing import writing

bp = Blueprint("sign_in_code", __name__)


@bp.get("/sign-in/code")
@public
def new() -> ResponseReturnValue:
    """Say that the mail is on its way and ask for its code."""
    if "asked" not in session:
        return redirect(url_for("sign_in.new", next=safe_next(request.args.get("next"))), 303)
    return _show(CodeForm())


@bp.post("/sign-in/code")
@public
def create() -> ResponseReturnValue:
    """Sign in with the code. A wrong one counts, although the answer is a refusal."""
    if "asked" not in session:
        return redirect(url_for("sign_in.new"), 303)
    form = read(CodeForm)
    if not is_sent(form):
        return _show(form), 422
    spend("code", network())
    with writing():
        key = current_app.config["SETTINGS"].secret_key
        try:
            redeemed = redeem_code(session["asked"], form.code.data, at=clock.now(), key=key)
        except Refusal as refusal:  # It does not leave the transaction: the try is spent.
            form.refuse(refusal)
        else:
            return enter(redeemed)
    return _show(form), 422


def _show(form: CodeForm) -> str:
    return render_template(
        "people/account/sign_in_code.html",
        form=form,
        email=session["asked_for"],
        next=safe_next(request.args.get("next")),
    )
