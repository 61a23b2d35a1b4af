"""The frame of the desk's pages: the places that the desk has, those of them that this person may enter, and which is open."""

from typing import Any

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.people.brand.rules import Role


def desk_page(template: str, *, status: int = 200, **context: Any) -> ResponseReturnValue:
    """A page of the desk, with the way to its other places. It extends `layout/desk.html`."""
    return render_template(template, desk_nav=desk_places(), **context), status


def desk_places() -> list[dict[str, Any]]:
    """Where this person can go from here, in order: what every day needs, then the tools, which stand in a menu."""
    open_now = _open_addresses(g.viewer.role)
    return [
        _place(label, place, icon, is_tool=is_tool)
        for is_tool, places in ((False, _daily_places()), (True, _tools()))
        for label, place, icon in places
        if f"/<brand>{place}" in open_now
    ]


def _daily_places() -> list[tuple[str, str, str]]:
    return [
        (gettext("Inbox"), "/desk", "inbox"),
        (gettext("Board"), "/desk/board", "columns-3"),
        (gettext("Reports"), "/desk/reports", "flag"),
        (gettext("Votes"), "/desk/votes", "vote"),
        (gettext("Appeals"), "/desk/appeals", "gavel"),
        (gettext("Numbers"), "/desk/numbers", "chart-column"),
        (gettext("Acts"), "/desk/acts", "undo-2"),
        (gettext("Log"), "/desk/log", "history"),
    ]


def _tools() -> list[tuple[str, str, str]]:
    return [
        (gettext("Record for somebody"), "/desk/on-behalf", "user-plus"),
        (gettext("Saved answers"), "/desk/answers", "bookmark"),
        (gettext("Tags"), "/desk/tags", "tag"),
        (gettext("Checklists"), "/desk/checklists", "list-checks"),
        (gettext("Scoring"), "/desk/criteria", "scale"),
        (gettext("Pauses"), "/desk/pauses", "pause"),
    ]


def _place(label: str, place: str, icon: str, *, is_tool: bool) -> dict[str, Any]:
    href = f"/{g.brand.slug}{place}"
    current = request.path == href or (place != "/desk" and request.path.startswith(f"{href}/"))
    return {"label": label, "href": href, "icon": icon, "current": current, "is_tool": is_tool}


def _open_addresses(role: Role | None) -> frozenset[str]:
    """The addresses of the desk that exist and whose marker lets this role in, worked out once."""
    known: dict[Role | None, frozenset[str]] = current_app.extensions.setdefault("desk_places", {})
    if role not in known:
        known[role] = frozenset(
            rule.rule
            for rule in current_app.url_map.iter_rules()
            if rule.rule.startswith("/<brand>/desk") and "GET" in (rule.methods or ()) and _lets_in(rule.endpoint, role)
        )
    return known[role]


def _lets_in(endpoint: str, role: Role | None) -> bool:
    least = str(getattr(current_app.view_functions[endpoint], "access", "")).partition("staff:")[2]
    return bool(least) and role is not None and role.rank >= Role(least).rank
