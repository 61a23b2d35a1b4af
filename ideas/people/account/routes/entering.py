"""Coming in with a link or a code: the language of somebody new, their name if they have none, then where they wanted."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.people.account.actions import Redeemed
from ideas.people.account.routes.asking import is_invited, sign_up_network
from ideas.rim.arrival import arrive, arrive_nameless
from ideas.rim.i18n import language
from ideas.rim.intent import Intent
from ideas.rim.networks import network_hash
from ideas.rim.throttle import spend


def enter(redeemed: Redeemed) -> ResponseReturnValue:
    """Open a session for the account that the link or code opened, and do what its holder had come for."""
    account, next_path, wish = redeemed.account, redeemed.wish.get("next"), redeemed.wish.get("wish")
    carried: Intent | None = wish if isinstance(wish, dict) else None
    if redeemed.is_new:
        account.locale, account.network = language(), network_hash()
        if not is_invited(next_path):
            spend("sign_up_network", sign_up_network())
    if not redeemed.is_named:
        return arrive_nameless(account, next_path=next_path, intent=carried)
    answer = arrive(account, next_path=next_path, intent=carried)
    if redeemed.is_new:
        flash(gettext("Welcome, %(name)s. Your account is ready.", name=account.display_name), "success")
    return answer
