"""Drafts kept in the browser: the page after an accepted form tells the browser to let go of them."""

from flask import session


def draft_accepted(key: str) -> None:
    """Note for the next page that the form with this key was accepted."""
    session["draft_done"] = key


def accepted_draft() -> str | None:
    """The key of the form that was just accepted, once."""
    key: str | None = session.pop("draft_done", None)
    return key
