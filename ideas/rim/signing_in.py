"""Flask-Login on rows: the cookie holds a session's token, and the row decides whether it still opens the door."""

from dataclasses import dataclass

import structlog
from flask import Flask, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from ideas.base import clock
from ideas.base.db import writing
from ideas.people.account.actions import close_session, is_due, open_session, touch_session
from ideas.people.account.models import Account, AccountSession
from ideas.people.account.rules import FRESH
from ideas.people.brand.models import Membership
from ideas.people.brand.queries import find_session
from ideas.rim.seams import seams
from ideas.rim.transaction import SAFE_METHODS

logger = structlog.get_logger()


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
    manager = LoginManager(app, add_context_processor=False)  # An error page would ask again who is signed in.
    manager.session_protection = None
    manager.user_loader(_load)
    app.after_request(_note_use)


def sign_in(account: Account) -> None:
    """Open a new session for this person. What the browser's cookie held before is forgotten, its session ended.

    What staff recorded for them before they were here is theirs from now on.
    """
    end_session()
    session.permanent = True
    token, row = open_session(account, user_agent=request.headers.get("User-Agent", ""), at=clock.now())
    login_user(SignedIn(token, row, account))
    seams().joins_records(account, at=clock.now())


def end_session() -> None:
    """End this browser's session here and in the database."""
    if current_user.is_authenticated:
        close_session(current_user.session)
    logout_user()
    session.clear()


def forget_user() -> None:
    """Let the session's row be read again at the next question who is signed in."""
    g.pop("_login_user", None)


def this_session() -> AccountSession:
    """The session of this request. Only for views marked as signed in."""
    row: AccountSession = current_user.session
    return row


def is_fresh() -> bool:
    """Whether the person proved who they are within the last 15 minutes."""
    return clock.now() - this_session().created_at <= FRESH


def _load(token: str) -> SignedIn | None:
    found = find_session(token, brand_id=g.brand.id if g.get("brand") else None, at=clock.now())
    if found is None:
        return None
    row, account, membership = found
    return SignedIn(token, row, account, membership)


def _note_use(response: Response) -> Response:
    """Note that the session is in use; a database that is busy must not spoil the answer for it."""
    user = g.get("_login_user")
    reads = request.method in SAFE_METHODS and response.status_code < 400
    if isinstance(user, SignedIn) and reads and is_due(user.session, clock.now()):
        try:
            with writing():
                touch_session(user.session, at=clock.now())
        except OperationalError as error:
            logger.warning("session.not_touched", error=str(error).splitlines()[0][:200])
    return response
