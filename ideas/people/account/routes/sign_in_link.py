"""Signing in with the mailed link. Looking at it consumes nothing: mail scanners look at every link."""

from flask import Blueprint, g, render_template, session
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.people.account.actions import SpentToken, find_token, redeem_link
from ideas.people.account.forms import NameForm
from ideas.people.account.models import AccountToken
from ideas.people.account.routes.entering import enter
from ideas.people.account.rules import Purpose
from ideas.rim.access import public
from ideas.rim.forms import Form, is_sent, read
from ideas.rim.writing import writing

bp = Blueprint("sign_in_link", __name__)


@bp.url_value_preprocessor
def _keep_the_address_secret(endpoint: str | None, values: dict[str, str] | None) -> None:
    """No Referer leaves these pages and no log line holds the token, not even when the request is turned away."""
    g.secret_address = True


@bp.get("/sign-in/link/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Ask to go on, and new people for their name."""
    row = find_token(token, at=clock.now())
    if row is None:
        return _spent()
    return _show(row, token, NameForm(name=row.wish.get("name", "")) if _is_for_somebody_new(row) else Form())


@bp.post("/sign-in/link/<token>")
@public
def create(token: str) -> ResponseReturnValue:
    """Use the link."""
    row = find_token(token, at=clock.now())
    if row is None:
        return _spent()
    form = read(NameForm if _is_for_somebody_new(row) else Form)
    if not is_sent(form):
        return _show(row, token, form), 422
    name = form.name.data if isinstance(form, NameForm) else ""
    try:
        with writing():
            return enter(redeem_link(token, at=clock.now(), name=name, asked=session.get("asked")))
    except SpentToken:
        return _spent()


def _is_for_somebody_new(row: AccountToken) -> bool:
    return row.purpose is Purpose.SIGN_UP


def _show(row: AccountToken, token: str, form: Form) -> str:
    wish = row.wish.get("wish") or {}
    return render_template(
        "people/account/sign_in_link.html", email=row.email, token=token, form=form, wish=wish.get("kind")
    )


def _spent() -> ResponseReturnValue:
    return render_template("people/account/link_spent.html"), 410
