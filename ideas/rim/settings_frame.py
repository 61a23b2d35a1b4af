"""The frame of an owner's pages: the places that settings have, and which of them this page belongs to."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext


def settings_page(template: str, *, status: int = 200, **context: Any) -> ResponseReturnValue:
    """A page of the settings, with the way to the others at its side."""
    return render_template(template, settings_nav=_places(), **context), status


def _places() -> list[dict[str, Any]]:
    return [
        _place(gettext("Brand"), "brand.edit", "settings", "brand."),
        _place(gettext("Boards"), "board_settings.index", "folder", "board_"),
        _place(gettext("Stages"), "stage.index", "list-checks", "stage"),
        _place(gettext("Reasons for a no"), "reason.index", "circle-x", "reason."),
        _place(gettext("Rules of the house"), "house_rule.index", "gavel", ("house_rule.", "log_opening.")),
        _place(gettext("Shared networks"), "office.edit", "globe", "office."),
        _place(gettext("People"), "people.index", "users", ("people.", "membership_role.")),
        _place(gettext("Invitations"), "invitation.index", "mail", "invitation."),
    ]


def _place(label: str, endpoint: str, icon: str, family: str | tuple[str, ...]) -> dict[str, Any]:
    current = (request.endpoint or "").startswith(family)
    return {"label": label, "href": url_for(endpoint), "icon": icon, "current": current}
