"""The audit log: who of the staff did what, when, and why."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ideas.desk.audit_log.forms import LogForm
from ideas.desk.audit_log.staff.narrowing import chosen, read_choice
from ideas.desk.audit_log.staff.views import view_entries
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.respond import wants_fragment
from ideas.spine.audit.queries import chain_end, list_entries

bp = Blueprint("audit_log", __name__)


@bp.get("/<brand>/desk/log")
@staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """A page of the log, or for a script only its next entries."""
    form = read_choice(LogForm)
    narrowed = chosen(form)
    entries, after = list_entries(narrowed, after=request.args.get("after")) if narrowed else ((), None)
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name in form.data and value}
    rows = {
        "entries": view_entries(entries),
        "more": url_for("audit_log.index", **kept, after=after) if after else None,
    }
    if wants_fragment():
        return render_template("desk/audit_log/_entries.html", **rows)
    return desk_page(
        "desk/audit_log/index.html", form=form, kept=kept, end=chain_end(), status=200 if narrowed else 422, **rows
    )
