"""The front door: the brands here, or the only one."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ideas.people.brand.queries import all_brands
from ideas.rim.access import public

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def show() -> ResponseReturnValue:
    """Lead to the only brand, list several, or lead to the set-up when there is none."""
    brands = all_brands()
    if not brands:
        return redirect(url_for("setup.new"))
    if len(brands) == 1:
        return redirect(url_for("brand.show", brand=brands[0].slug))
    return render_template("pages/home/index.html", brands=brands)
