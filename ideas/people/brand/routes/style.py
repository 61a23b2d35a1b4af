"""A brand's style sheet: its colour and the ink that stands on it. Everything else derives from them."""

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from ideas.people.brand.rules import ink_on
from ideas.rim.access import public
from ideas.rim.assets import ONE_YEAR

bp = Blueprint("brand_style", __name__)


@bp.get("/<brand>/brand.css")
@public
def show() -> ResponseReturnValue:
    """Cached for ever under an address that names the colour, because another colour is another address."""
    css = f":root{{--brand:{g.brand.colour};--brand-ink:{ink_on(g.brand.colour)}}}"
    response = Response(css, mimetype="text/css")
    names_the_colour = request.args.get("v") == g.brand.colour.lstrip("#")
    response.headers["Cache-Control"] = ONE_YEAR if names_the_colour else "no-cache"
    return response
