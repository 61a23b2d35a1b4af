"""Flask-Login on rows: the cookie holds a session's token, and the row decides whether it still opens the door."""

from dataclasses import dataclass

from flask import Flask, g, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.wrappers import Response

from ideas.account.actions import close_session, is_due, open_session, touch_session
from ideas.account.models import Account, AccountSession
from ideas.brand.models import Membership
from ideas.brand.queries import find_session
from ideas.db import db, expect_writes
from ideas.kit import clock
from ideas.web.transaction import SAFE_METHODS


@dataclass(slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login calls a user: an account in one of its sessions, and its place in the brand at hand."""

    token: str
    session: AccountSession
    account: Account
    membership: Membership | None = None

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def init_app(app: Flask) -> None:
    """Use server-side sessions: no remember cookie, nothing tied to the network that a phone changes."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load)

    @app.after_request
    def _note_use(response: Response) -> Response:
        user = g.get("_login_user")
        if isinstance(user, SignedIn) and request.method in SAFE_METHODS and is_due(user.session, clock.now()):
            expect_writes(True)
            touch_session(user.session, at=clock.now())
            db.session.commit()
        return response


def sign_in(account: Account, *, user_agent: str) -> None:
    """Open a new session for this person and forget whatever the browser's cookie held before."""
    kept = {name: session[name] for name in ("wish", "next") if name in session}
    session.clear()
    session.permanent = True
    session.update(kept)
    token, row = open_session(account, user_agent=user_agent, at=clock.now())
    login_user(SignedIn(token, row, account))


def sign_out() -> None:
    """End this session here and in the database."""
    from flask_login import current_user

    if current_user.is_authenticated:
        close_session(current_user.session)
    logout_user()
    session.clear()


def _load(token: str) -> SignedIn | None:
    found = find_session(token, brand_id=g.brand.id if g.get("brand") else None, at=clock.now())
    if found is None:
        return None
    row, account, membership = found
    return SignedIn(token, row, account, membership)
