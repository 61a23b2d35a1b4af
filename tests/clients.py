"""A test client that is somebody, and that sends forms with the token a page would have given it."""

from typing import Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from ideas.base import clock
from ideas.base.db import db, writing
from ideas.people.account.actions import open_session
from ideas.people.account.models import Account


class Client(FlaskClient):
    """Flask's client with one verb more: `send`, a form with its token."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Ask, and read the whole answer, so that no file stays open."""
        return super().open(*args, **{"buffered": True, **options})

    def send(self, path: str, form: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """POST a form as a browser would, with a valid token."""
        return self.post(path, data={**(form or {}), "csrf_token": self.form_token()}, **options)

    def form_token(self) -> str:
        """The token that a page shown to this client holds."""
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        signer = URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token")
        return str(signer.dumps(raw))


def signed_in_client(app: Flask, person: Account | None) -> Client:
    """A client with a session row of this person's, or with none."""
    assert not has_app_context(), "don't use a test client inside `house`: the context would keep the first person"
    client = Client(app, app.response_class, use_cookies=True)
    if person is not None:
        with app.app_context(), writing():
            account = db.session.merge(person, load=False)
            token, _ = open_session(account, user_agent="Test browser", at=clock.now())
        with client.session_transaction() as session:
            session.permanent = True
            session.update(_user_id=token, _fresh=True)
    return client


def session_cookie(app: Flask, person: Account) -> str:
    """The cookie of a browser in which this person is signed in."""
    cookie = signed_in_client(app, person).get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie.value
