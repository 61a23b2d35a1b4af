"""At the door: which brand the address names and who is looking, worked out once a request."""

from typing import Any

from flask import Flask, Request, abort, g, request
from flask_login import current_user
from werkzeug.routing import IntegerConverter

from ideas.base.db import enter_brand
from ideas.people.brand.queries import find_brand
from ideas.people.brand.rules import SLUG
from ideas.people.brand.viewer import Viewer
from ideas.rim.access import refuse_banned
from ideas.rim.seams import seams
from ideas.rim.snapshot import take_snapshot


class ReadableRequest(Request):
    """A request whose address can be read whatever bytes it holds: Werkzeug's own raises on a query that is no UTF-8."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query_string = self.query_string.decode(errors="replace").encode()


class Number(IntegerConverter):
    """Numbers in addresses: ASCII digits, and never more than a database's integer holds."""

    regex = r"[0-9]{1,18}"


def init_app(app: Flask) -> None:
    """Let every request begin with `g.brand` and `g.viewer`."""
    app.request_class = ReadableRequest
    app.url_map.converters["int"] = Number
    app.url_value_preprocessor(_take_brand_from_address)
    app.url_defaults(_put_brand_in_address)
    app.before_request(find_viewer)


def _take_brand_from_address(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.brand_slug = values.pop("brand", None) if values else None


def _put_brand_in_address(endpoint: str, values: dict[str, Any]) -> None:
    if "brand" in values or not g.get("brand"):
        return
    from flask import current_app

    if current_app.url_map.is_endpoint_expecting(endpoint, "brand"):
        values["brand"] = g.brand.slug


def find_viewer() -> None:
    """Find the brand and the viewer anew and refuse who is banned. Raises NotFound where the brand is gone."""
    g.brand = None
    g.viewer = Viewer.nobody()
    if request.endpoint in ("static", "health.show"):
        return
    if request.endpoint is None:
        _take_brand_from_unknown_address()
    if g.brand_slug is not None:
        g.brand = find_brand(g.brand_slug) or abort(404)
        enter_brand(g.brand.id)
    account = current_user.account if current_user.is_authenticated else None
    membership = current_user.membership if account else None
    if g.brand is not None:
        g.viewer = seams().see_boards(g.brand, account=account, membership=membership)
    elif account is not None:
        g.viewer = Viewer.of(account)
    take_snapshot()
    refuse_banned()


def _take_brand_from_unknown_address() -> None:
    """Where no view answers, the page that says so is still the brand's own, if the address begins with one."""
    first = request.path.split("/")[1]
    g.brand_slug = first if SLUG.fullmatch(first) and find_brand(first) else None
