"""Following an idea from its page, and the link in its mails that ends it."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.db import every_brand
from ideas.community.follow.actions import follow, stop_mails, unfollow
from ideas.community.follow.subscribers import read_unsubscribe_token
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.rim.access import public, signed_in, to_sign_in
from ideas.rim.csrf import check_token, without_token
from ideas.rim.forms import expect_nothing
from ideas.rim.intent import keep_intent
from ideas.rim.participation import participant
from ideas.rim.paths import idea_path
from ideas.rim.writing import writing

bp = Blueprint("follow", __name__)


@bp.post("/<brand>/ideas/<int:number>/follow")
@without_token
@public
def create(number: int) -> ResponseReturnValue:
    """Hear of this idea's answers and moves. Of visitors, who have no token, this only keeps the intent."""
    idea = idea_or_404(number)
    if not g.viewer.is_signed_in:
        keep_intent({"kind": "follow", "brand": g.brand.slug, "number": idea.number})
        return to_sign_in()
    check_token()
    expect_nothing()
    with writing():
        follow(idea_or_404(number), by=participant(), at=clock.now())
    flash(gettext("You will get a mail when this idea is answered or moves on."), "success")
    return redirect(idea_path(idea), 303)


@bp.post("/<brand>/ideas/<int:number>/follow/delete")
@signed_in
def destroy(number: int) -> ResponseReturnValue:
    """Hear no more of it."""
    expect_nothing()
    with writing():
        idea = idea_or_404(number)
        unfollow(idea, by=g.viewer.account)
    flash(gettext("You no longer follow this idea."), "success")
    return redirect(idea_path(idea), 303)


unsubscription = Blueprint("unsubscription", __name__)


@unsubscription.url_value_preprocessor
def _keep_the_address_secret(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """No Referer leaves this page and no log line holds its token, not even when the request is turned away."""
    g.secret_address = True


@unsubscription.get("/unsubscribe/<token>")
@public
def new(token: str) -> ResponseReturnValue:
    """Ask before anything stops: scanners open links."""
    if read_unsubscribe_token(token) is None:
        abort(404)
    return render_template("community/follow/unsubscribe.html", done=False)


@unsubscription.post("/unsubscribe/<token>", endpoint="create")
@without_token
@public
def create_unsubscription(token: str) -> ResponseReturnValue:
    """Stop the mails about this idea, or about all: also for mail programs that post by themselves (RFC 8058).

    Those get the same answer for a token that means nothing: there is nothing to stop, and nothing for them to do.
    """
    found = read_unsubscribe_token(token)
    if found is not None:
        account_id, idea_id = found
        with writing(), every_brand():
            stop_mails(account_id, idea_id, everything=request.form.get("everything") == "1")
    return render_template("community/follow/unsubscribe.html", done=True)
