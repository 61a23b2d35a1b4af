"""Answers: a fragment for a script that asked for one, a redirect for a form."""

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue


def wants_fragment() -> bool:
    """Whether htmx or one of our elements sent this request."""
    return bool(request.headers.get("HX-Request"))


def respond(address: str, fragment: str, **context: Any) -> ResponseReturnValue:
    """Render the fragment for a script, else redirect to the address (303)."""
    if wants_fragment():
        return render_template(fragment, **context)
    return redirect(address, 303)
