"""The people of a brand: who is here, found by name or role."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.brand.forms import ROLE_WORDS
from ideas.brand.people import PeoplePage, list_people
from ideas.brand.rules import Role
from ideas.kit.refusal import Refusal
from ideas.kit.text import one_line
from ideas.web.access import staff
from ideas.web.respond import wants_fragment
from ideas.web.saying import said
from ideas.web.settings_frame import settings_page

bp = Blueprint("people", __name__)

WORDS_MAX = 100


@bp.get("/<brand>/settings/people")
@staff(Role.OWNER)
def index() -> ResponseReturnValue:
    """A page of the list, or for a script only its next rows."""
    words, role = one_line(request.args.get("q", ""))[:WORDS_MAX], _role(request.args.get("role"))
    found = list_people(words=words, role=role, after=request.args.get("after"))
    if wants_fragment():
        return render_template("settings/_people.html", **_rows(found, words, role))
    return people_page(found, words=words, role=role)


def people_page(
    found: PeoplePage, *, words: str = "", role: Role | None = None, problem: Refusal | None = None
) -> ResponseReturnValue:
    """The list of people; a role that could not be changed shows why beside its person."""
    return settings_page(
        "settings/people.html", status=problem.status if problem else 200, words=words, role=role,
        tabs=_tabs(words, role), problem=said(problem) if problem else None, **_rows(found, words, role),
    )  # fmt: skip


def _rows(found: PeoplePage, words: str, role: Role | None) -> dict[str, Any]:
    more = _address(words, role, after=found.after) if found.after else None
    return {"people": found.people, "more": more, "roles": ROLE_WORDS, "self_id": g.viewer.account.id}


def _tabs(words: str, role: Role | None) -> list[dict[str, Any]]:
    labels: dict[Role | None, str] = {
        None: gettext("Everyone"),
        Role.OWNER: gettext("Owners"),
        Role.MODERATOR: gettext("Moderators"),
        Role.PARTNER: gettext("Idea partners"),
        Role.MEMBER: gettext("Members"),
    }
    return [{"label": label, "href": _address(words, kind), "current": kind is role} for kind, label in labels.items()]


def _address(words: str, role: Role | None, after: str | None = None) -> str:
    return url_for("people.index", q=words or None, role=role.value if role else None, after=after)


def _role(value: str | None) -> Role | None:
    return next((role for role in Role if role.value == value), None)
