"""The frame of the desk's pages: the places that the desk has, those of them that this person may enter, and which is open."""

from typing import Any

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.people.brand.rules import Role
from ideas.rim.paths import path_to, requested_path


def desk_page(template: str, *, status: int = 200, **context: Any) -> ResponseReturnValue:
    """A page of the desk, with the way to its other places. It extends `layout/desk.html`."""
    return render_template(template, desk_nav=desk_places(), **context), status


def desk_places() -> list[dict[str, Any]]:
    """Where this person can go from here, in order: what every day needs, then the tools, which stand in a menu."""
    return [
        _place(label, endpoint, icon, is_tool=is_tool)
        for is_tool, places in ((False, _daily_places()), (True, _tools()))
        for label, endpoint, icon in places
        if _lets_in(endpoint, g.viewer.role)
    ]


def _daily_places() -> list[tuple[str, str, str]]:
    return [
        (gettext("Inbox"), "inbox.index", "inbox"),
        (gettext("Board"), "kanban.index", "columns-3"),
        (gettext("Reports"), "case.index", "flag"),
        (gettext("Votes"), "vote_alert.index", "vote"),
        (gettext("Appeals"), "appeal_decision.index", "gavel"),
        (gettext("Numbers"), "numbers.show", "chart-column"),
        (gettext("Acts"), "desk_act.index", "undo-2"),
        (gettext("Log"), "audit_log.index", "history"),
    ]


def _tools() -> list[tuple[str, str, str]]:
    return [
        (gettext("Record for somebody"), "on_behalf.new", "user-plus"),
        (gettext("Saved answers"), "saved_answer.index", "bookmark"),
        (gettext("Tags"), "tag.index", "tag"),
        (gettext("Checklists"), "checklist.index", "list-checks"),
        (gettext("Scoring"), "criterion.index", "scale"),
        (gettext("Pauses"), "pause.index", "pause"),
    ]


def _place(label: str, endpoint: str, icon: str, *, is_tool: bool) -> dict[str, Any]:
    href, open_now = path_to(endpoint), requested_path()
    current = open_now == href or (endpoint != "inbox.index" and open_now.startswith(f"{href}/"))
    return {"label": label, "href": href, "icon": icon, "current": current, "is_tool": is_tool}


def _lets_in(endpoint: str, role: Role | None) -> bool:
    """Whether the marker of the view lets this role in."""
    least = str(getattr(current_app.view_functions[endpoint], "access", "")).partition("staff:")[2]
    return bool(least) and role is not None and role.rank >= Role(least).rank
