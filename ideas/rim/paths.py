"""Addresses of pages, built from the URL map: each names its endpoint, and an app mounted under a prefix keeps it.

`path_to` is for pages with dozens of links: it is several times as fast as `url_for`, and writes letters of any script as
people read them. It knows no query and no default values.
"""

import re
from typing import Protocol

from flask import Flask, current_app, g, has_request_context, request
from werkzeug.routing import BuildError

from ideas.people.brand.models import Brand

_PLACE = re.compile(r"<(?:[^:<>]+:)?(\w+)>")


class _Start:
    """What all addresses of a request begin with, read once."""

    __slots__ = ("brand", "patterns", "prefix", "slug")

    def __init__(self, brand: Brand | None, prefix: str, patterns: dict[tuple[str, ...], str]) -> None:
        self.brand, self.prefix, self.patterns = brand, prefix, patterns
        self.slug = brand.slug if brand is not None else None


class Numbered(Protocol):
    """An idea, or a row that stands for one: its number never changes, its slug may be empty."""

    @property
    def number(self) -> int: ...
    @property
    def slug(self) -> str: ...


class Identified(Protocol):
    """A row with an id."""

    @property
    def id(self) -> int: ...


def init_app(app: Flask) -> None:
    """Let templates build addresses as views do."""
    app.extensions["path_patterns"] = {}
    app.jinja_env.globals |= {
        "path_to": path_to,
        "idea_path": idea_path,
        "comment_path": comment_path,
        "person_path": person_path,
        "board_path": board_path,
    }


def path_to(endpoint: str, **values: str | int) -> str:
    """The address of a page, in the brand of this request if it lies in one. Raises BuildError where there is none."""
    known = g.get("paths")
    if known is None or known.brand is not g.get("brand"):
        known = g.paths = _Start(g.get("brand"), request.script_root, current_app.extensions["path_patterns"])
    key = (endpoint, *values)
    pattern = known.patterns.get(key)
    if pattern is None:
        pattern = known.patterns[key] = _pattern(endpoint, values)
    if known.slug is None and "{slug_of_brand}" in pattern:
        raise BuildError(endpoint, values, None)
    return str(known.prefix + pattern.format(slug_of_brand=known.slug, **values))


def idea_path(idea: Numbered, anchor: str = "") -> str:
    """The address of an idea's page."""
    number, slug = idea.number, idea.slug
    page = path_to("idea.show", number=number, slug=slug) if slug else path_to("idea.show", number=number)
    return f"{page}#{anchor}" if anchor else page


def comment_path(idea: Numbered, comment: Identified | None) -> str:
    """Where a comment stands on the page of its idea; without a comment, the page."""
    return idea_path(idea, f"comment-{comment.id}" if comment else "")


def person_path(handle: str) -> str:
    """The address of a person's public profile."""
    return path_to("person.show", handle=handle)


def board_path(slug: str) -> str:
    """The address of a board's list."""
    return path_to("board.show", board=slug)


def requested_path(*, query: bool = False) -> str:
    """The address that was asked for, with its prefix."""
    return request.script_root + (request.full_path.rstrip("?") if query else request.path)


def without_prefix(path: str) -> str:
    """A path on this host as the URL map knows it."""
    root = request.script_root if has_request_context() else ""
    return path.removeprefix(root) or "/" if root and f"{path}/".startswith(f"{root}/") else path


def _pattern(endpoint: str, values: dict[str, str | int]) -> str:
    """The rule of the endpoint that takes just these values, ready for `format`."""
    for rule in current_app.url_map.iter_rules():
        if rule.endpoint == endpoint and set(_PLACE.findall(rule.rule)) - {"brand"} == values.keys():
            return _PLACE.sub(r"{\1}", rule.rule).replace("{brand}", "{slug_of_brand}")
    raise BuildError(endpoint, values, None)
