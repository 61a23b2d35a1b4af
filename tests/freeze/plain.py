"""Answers as text that can be compared: without what is new each time, one line for each header and each line of HTML."""

import re

from werkzeug.test import TestResponse

# They say when, where or in how many bytes, or follow from the rest.
UNSEEN_HEADERS = {"Content-Length", "Date", "ETag", "Last-Modified", "X-Request-Id"}

_SECRET = re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])[\w-]{43}(?![\w-])")
_BLANKS = (
    (re.compile(r'(name="csrf_token"[^>]*? value=")[^"]*'), r"\1…"),
    (re.compile(r'(X-CSRFToken(?:"|&#34;|&quot;): ?(?:"|&#34;|&quot;))[\w.-]+'), r"\1…"),
    (re.compile(r'(data-token=")[^"]*'), r"\1…"),
    (re.compile(r'(name="shown"[^>]*? value=")[^"]*'), r"\1…"),
    (re.compile(r"/static/[0-9a-f]{12}/"), "/static/RELEASE/"),
    (re.compile(r"under [0-9a-f]{16}\b"), "under REQUEST"),
    (_SECRET, "SECRET"),
)
_COOKIE = re.compile(r"^([^=]+)=([^;]*)")
_EXPIRES = re.compile(r"; Expires=[^;]*")


def without_secrets(text: str) -> str:
    """The text without secrets, stamps and the release of the static files."""
    for pattern, blank in _BLANKS:
        text = pattern.sub(blank, text)
    return text


def plain(text: str) -> str:
    """The same without indentation and empty lines, which nobody sees in HTML."""
    text = without_secrets(text)
    return "\n".join(line for line in (line.strip() for line in text.splitlines()) if line)


def answer(response: TestResponse) -> str:
    """Status, headers and body of an answer."""
    return "\n".join([response.status, *headers(response), "", body(response), ""])


def headers(response: TestResponse) -> list[str]:
    """The headers that say something, sorted."""
    return sorted(f"{name}: {_value(name, value)}" for name, value in response.headers if name not in UNSEEN_HEADERS)


def body(response: TestResponse) -> str:
    """What the answer holds, or how long it is where that is no text."""
    kind = response.mimetype or ""
    if kind.startswith("text/") or kind == "application/json":
        return plain(response.get_data(as_text=True))
    return f"({len(response.data)} bytes)"


def _value(name: str, value: str) -> str:
    """The value of a header, where need be without what is new each time."""
    if name == "Set-Cookie":
        return _cookie(value)
    # Werkzeug keeps the methods in a set.
    return ", ".join(sorted(value.split(", "))) if name == "Allow" else without_secrets(value)


def _cookie(value: str) -> str:
    """Name and attributes, and whether it is set or taken away."""
    return _EXPIRES.sub("", _COOKIE.sub(lambda found: f"{found[1]}={'…' if found[2] else ''}", value))
