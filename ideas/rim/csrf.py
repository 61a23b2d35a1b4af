"""Every unsafe request shows the token that our page gave it; the few views that take one without say so."""

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFProtect

from ideas.rim.access import View
from ideas.rim.transaction import SAFE_METHODS

_protection = CSRFProtect()


def init_app(app: Flask) -> None:
    """Check tokens for the whole app."""
    _protection.init_app(app)

    @app.before_request
    def _check() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if request.method not in SAFE_METHODS and not getattr(view, "takes_no_token", False):
            check_token()


def check_token() -> None:
    """Raise CSRFError unless the request shows its token."""
    _protection.protect()


def without_token(view: View) -> View:
    """Outermost mark of a view that also takes requests without a token, and checks for itself what it must."""
    view.takes_no_token = True  # type: ignore[attr-defined]
    return view
