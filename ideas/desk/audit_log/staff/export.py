"""The log as a file."""

from flask import Blueprint, Response, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.csv_export import csv_text
from ideas.base.refusal import Refusal
from ideas.desk.audit_log.forms import LogForm
from ideas.desk.audit_log.staff.narrowing import chosen
from ideas.desk.audit_log.staff.views import EntryView, view_entries
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import read
from ideas.rim.writing import writing
from ideas.spine.activity.actions import record
from ideas.spine.audit.queries import latest_entries

bp = Blueprint("audit_export", __name__)

HEADERS = ("number", "when", "who", "act", "idea", "title", "reason", "before", "after", "hash")
PIECE = 1_000


@bp.post("/<brand>/desk/log/export")
@staff(Role.MODERATOR)
def create() -> ResponseReturnValue:
    """The entries that the page shows and those after it, as CSV: the latest 50,000. That it was taken is itself logged."""
    form = read(LogForm)
    narrowed = chosen(form)
    if narrowed is None:
        raise Refusal(gettext("The log can't be narrowed like this. Go back and correct it."))
    entries = latest_entries(narrowed)
    views = [view for at in range(0, len(entries), PIECE) for view in view_entries(entries[at : at + PIECE])]
    text = csv_text(HEADERS, (_row(view) for view in views))
    now = clock.now()
    with writing():
        record("log.exported", brand_id=g.brand.id, by=g.viewer.account.id, at=now, after={"entries": len(views)})
    return Response(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{g.brand.slug}-log-{now:%Y-%m-%d}.csv"'},
    )


def _row(view: EntryView) -> tuple[object, ...]:
    before = "; ".join(f"{change.name}: {change.before}" for change in view.changes if change.before)
    after = "; ".join(f"{change.name}: {change.after}" for change in view.changes if change.after)
    return (
        view.sequence,
        view.at.isoformat(),
        view.who,
        view.kind,
        view.idea_number,
        view.idea_title,
        view.reason,
        before,
        after,
        view.hash,
    )
