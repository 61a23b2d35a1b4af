"""The public page of how fast the brand answers."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext

from ideas.kit import clock
from ideas.promise.queries import Month, read_promise
from ideas.web.access import public
from ideas.web.pagecache import same_for_visitors

bp = Blueprint("promise", __name__)


@bp.get("/<brand>/promise")
@same_for_visitors
@public
def show() -> ResponseReturnValue:
    """Share of ideas answered and the median wait, by month."""
    promise = read_promise(g.viewer, at=clock.now())
    return render_template(
        "promise/show.html", promise=promise,
        shares=[_point(month, month.share, _hint(month)) for month in promise.months],
        waits=[_point(month, month.median_days, "") for month in promise.months],
    )  # fmt: skip


def _point(month: Month, value: float | None, hint: str) -> dict[str, object]:
    return {"label": format_date(month.first_day, "MMM y"), "value": value, "hint": hint}


def _hint(month: Month) -> str:
    return str(gettext("%(answered)s of %(came)s", answered=month.answered, came=month.came))
