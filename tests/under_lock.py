"""A guard for every test: a web request neither renders Markdown nor draws a template nor hashes a password inside `writing()`.

On SQLite nobody else writes meanwhile. Jobs and commands may: no person waits for them. Mails are excepted, see
`ideas.rim.mailing.send_mail`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import argon2
import jinja2
import markdown_it
import pytest
from flask import has_request_context

from ideas.base.db import transactions

SLOW = (
    (markdown_it.MarkdownIt, ("parse",)),
    (jinja2.Template, ("render", "generate")),
    (argon2.PasswordHasher, ("hash", "verify")),
)


class SlowUnderLock(AssertionError):
    """Something slow was done while everybody else's writes wait."""


@pytest.fixture(scope="session", autouse=True)
def nothing_slow_under_lock() -> Any:
    """Raise SlowUnderLock where a request does something slow inside its transaction."""
    with pytest.MonkeyPatch.context() as patch:
        for kind, names in SLOW:
            for name in names:
                patch.setattr(kind, name, _guarded(getattr(kind, name)))
        yield


def _guarded(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def checked(self: Any, *args: Any, **options: Any) -> Any:
        name = getattr(self, "name", None) or ""
        if transactions.may_write() and has_request_context() and not name.startswith("mail/"):
            raise SlowUnderLock(f"{work.__qualname__} {name} inside writing()")
        return work(self, *args, **options)

    return checked
