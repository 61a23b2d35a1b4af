"""Addresses: which ones lead back into the house, and absolute ones for mails."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, has_request_context, request, url_for

from ideas.people.brand.models import Brand
from ideas.rim.paths import Numbered

_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]*")


def safe_next(value: str | None) -> str | None:
    """A path on this site that a person may be sent to, or None: no host, no backslash, nothing unseen."""
    if not value or not _LOCAL.fullmatch(value) or len(value) > 2000:
        return None
    parts = urlsplit(value)
    return None if parts.scheme or parts.netloc else value


def local_path(address: str | None) -> str | None:
    """The path of an absolute address if it is on this host, else None."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.netloc != request.host:
        return None
    return safe_next(parts.path + (f"?{parts.query}" if parts.query else ""))


def absolute(endpoint: str, **values: Any) -> str:
    """An address for a mail: always on the configured origin, whatever host the request named."""
    if has_request_context():
        return absolute_path(url_for(endpoint, _external=False, **values))
    return absolute_path(current_app.url_map.bind("").build(endpoint, values))


def brand_url(brand: Brand) -> str:
    """The absolute address of a brand's home, for a mail."""
    return absolute("brand.show", brand=brand.slug)


def idea_url(brand: Brand, idea: Numbered, anchor: str = "") -> str:
    """The absolute address of an idea's page, for a mail."""
    page = absolute("idea.show", brand=brand.slug, number=idea.number, slug=idea.slug or None)
    return f"{page}#{anchor}" if anchor else page


def absolute_path(path: str) -> str:
    return str(current_app.config["SETTINGS"].origin) + path
