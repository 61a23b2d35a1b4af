"""The set-up page: only where there is no brand, and only for the holder of the link in the server's log."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.ops.setup.actions import FirstBrand, FirstOwner, needs_setup, set_up
from ideas.ops.setup.forms import SetupForm
from ideas.people.account.actions import find_setup_token, hash_new
from ideas.rim.access import public
from ideas.rim.forms import is_sent, read
from ideas.rim.signing_in import sign_in
from ideas.rim.throttle import network, spend
from ideas.rim.writing import writing

bp = Blueprint("setup", __name__)


@bp.url_value_preprocessor
def _keep_the_address_secret(endpoint: str | None, values: dict[str, str] | None) -> None:
    g.secret_address = True


@bp.get("/setup")
@public
def new() -> ResponseReturnValue:
    """Show the form to whoever holds the link, and where to find it to everybody else."""
    if not needs_setup():
        abort(404)
    token = request.args.get("token", "")
    if find_setup_token(token, at=clock.now()) is None:
        return _locked()
    return _show(SetupForm(token=token, board_name=gettext("Ideas")))


@bp.post("/setup")
@public
def create() -> ResponseReturnValue:
    """Set the house up and sign its first owner in."""
    if not needs_setup():
        abort(404)
    form = read(SetupForm)
    spend("code", network())
    if find_setup_token(form.token.data or "", at=clock.now()) is None:
        return _locked()
    if not is_sent(form):
        return _show(form), 422
    try:
        owner = _owner(form)
        with writing():
            account, brand = set_up(form.token.data, owner=owner, brand=_brand(form), at=clock.now())
            sign_in(account)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(form), refusal.status
    flash(gettext("%(brand)s is open. Share the first idea, or invite your people.", brand=brand.name), "success")
    return redirect(url_for("brand.show", brand=brand.slug), 303)


def _owner(form: SetupForm) -> FirstOwner:
    """Hashes the password, before anything is written."""
    name, email = form.name.data, form.email.data
    return FirstOwner(email=email, name=name, password_hash=hash_new(form.password.data, name=name, email=email))


def _brand(form: SetupForm) -> FirstBrand:
    return FirstBrand(
        name=form.brand_name.data,
        colour=form.colour.data,
        board=form.board_name.data,
        slug=form.slug.data,
        tagline=form.tagline.data,
    )


def _show(form: SetupForm) -> str:
    return render_template("ops/setup/new.html", form=form)


def _locked() -> ResponseReturnValue:
    return render_template("ops/setup/locked.html"), 403
