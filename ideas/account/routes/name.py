"""The one question to somebody new who came in with a code: what others may call them."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ideas.account.actions import rename
from ideas.account.forms import NameForm
from ideas.account.rules import NAMELESS
from ideas.web.access import signed_in
from ideas.web.addresses import safe_next
from ideas.web.arrival import destination, go_on
from ideas.web.forms import is_sent, read
from ideas.web.wish import waiting_wish

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
    rename(g.viewer.account, form.name.data)
    return go_on(g.viewer.account, next_path=request.args.get("next"), wish=waiting_wish())


def _show(form: NameForm) -> str:
    return render_template("account/name.html", form=form, next=safe_next(request.args.get("next")))
