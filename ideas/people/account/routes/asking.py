"""Mailing a link and a code: the one way, used by sign-in and by sign-up. It tells nobody which addresses are known."""

from flask import current_app, request, session
from flask_babel import gettext

from ideas.base import clock
from ideas.base.db import brand_scope
from ideas.people.account.actions import Ask, ask_to_sign_in
from ideas.people.account.rules import email_key
from ideas.people.brand.people import find_invitation
from ideas.people.brand.queries import find_brand
from ideas.rim.addresses import absolute, safe_next
from ideas.rim.arrival import invitation_in
from ideas.rim.intent import waiting_intent
from ideas.rim.mailing import send_mail, site_name
from ideas.rim.networks import network_of
from ideas.spine.mail.actions import takes_more
from ideas.spine.outbox.rules import Lane


def mail_a_link(email: str, *, name: str = "", password_hash: str | None = None, signs_up: bool = False) -> None:
    """Mail a link and a code, and remember in this browser which code it waits for.

    When the address has had its mails for this hour nothing is sent, and a code that this browser waits for stays good.
    """
    settings, now = current_app.config["SETTINGS"], clock.now()
    if not takes_more(email, at=now):
        if session.get("asked_for") != email:
            session["asked"], session["asked_for"] = 0, email
        return
    is_open = may_join(email)
    asked = ask_to_sign_in(
        email,
        at=now,
        key=settings.secret_key,
        name=name,
        password_hash=password_hash,
        wish=_what_for(),
        may_join=is_open,
    )
    _send(asked, signs_up=signs_up, is_open=is_open)
    session["asked"], session["asked_for"] = asked.row.id, email


def may_join(email: str | None = None) -> bool:
    """Whether somebody new may make an account: everyone, or only holders of an invitation (to this address)."""
    if current_app.config["SETTINGS"].sign_up == "open":
        return True
    return is_invited(request.args.get("next"), email)


def is_invited(next_path: str | None, email: str | None = None) -> bool:
    """Whether the address that somebody comes for is that of an open invitation (to this address)."""
    named = invitation_in(next_path)
    brand = find_brand(named[0]) if named else None
    if named is None or brand is None:
        return False
    with brand_scope(brand.id):
        invitation = find_invitation(named[1])
    if invitation is None or not invitation.is_usable(clock.now()):
        return False
    return email is None or invitation.email is None or email_key(email) == email_key(invitation.email)


def sign_up_network() -> str:
    """The network that new accounts are counted by: a /24, or with IPv6 a /64."""
    return network_of(request.remote_addr, bits=64)


def _what_for() -> dict[str, object]:
    """What the link carries, so that it works in another browser too: the page asked for, and the visitor's intent."""
    next_path, intent = safe_next(request.args.get("next")), waiting_intent()
    return {"next": next_path, "wish": dict(intent) if intent else None}


def _send(asked: Ask, *, signs_up: bool, is_open: bool) -> None:
    """To the stored address, never to the typed one. No text of the asker's: they may not be whom it reaches."""
    link = absolute("sign_in_link.show", token=asked.secret)
    site = site_name()
    if asked.account is None and not is_open:
        template, subject = "uninvited", gettext("No account at %(site)s", site=site)
    elif asked.account is None:
        template, subject = "sign_up", gettext("Confirm your address for %(site)s", site=site)
    elif signs_up:
        template, subject = "account_exists", gettext("Your account at %(site)s", site=site)
    else:
        template, subject = "sign_in", gettext("Sign in to %(site)s", site=site)
    kind = "sign_up" if asked.account is None else "sign_in"
    send_mail(
        kind,
        template,
        to=asked.row.email,
        subject=subject,
        at=asked.row.created_at,
        lane=Lane.URGENT,
        link=link,
        code=asked.code,
    )
