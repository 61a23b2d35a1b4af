"""The one question to somebody new who came in with a code: what others may call them."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ideas.people.account.actions import rename
from ideas.people.account.forms import NameForm
from ideas.people.account.rules import NAMELESS
from ideas.rim.access import signed_in
from ideas.rim.addresses import safe_next
from ideas.rim.arrival import destination, go_on
from ideas.rim.forms import is_sent, read
from ideas.rim.intent import waiting_intent
from ideas.rim.writing import writing

bp = Blueprint("name", __name__)


@bp.get("/me/name")
@signed_in
def edit() -> ResponseReturnValue:
    """Ask for the name; people who have one go on."""
    if g.viewer.account.display_name != NAMELESS:
        return redirect(destination(request.args.get("next")), 303)
    return _show(NameForm())


@bp.post("/me/name")
@signed_in
def update() -> ResponseReturnValue:
    """Take the name, and go on to what the person had come for."""
    form = read(NameForm)
    if not is_sent(form):
        return _show(form), 422
    with writing():
        rename(g.viewer.account, form.name.data)
        return go_on(g.viewer.account, next_path=request.args.get("next"), intent=waiting_intent())


def _show(form: NameForm) -> str:
    return render_template("people/account/name.html", form=form, next=safe_next(request.args.get("next")))
