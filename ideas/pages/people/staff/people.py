"""The people of a brand: who is here, found by name or role, and who is banned."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.base.text import one_line
from ideas.people.account.models import Account
from ideas.people.brand.forms import ROLE_WORDS
from ideas.people.brand.models import Membership
from ideas.people.brand.people import PeoplePage, list_people
from ideas.people.brand.queries import find_member
from ideas.people.brand.rules import FOREVER, Role
from ideas.rim.access import staff
from ideas.rim.messages import message_of
from ideas.rim.respond import wants_fragment
from ideas.rim.settings_frame import settings_page

bp = Blueprint("people", __name__)

WORDS_MAX = 100
BANNED = "banned"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people the page shows."""

    words: str = ""
    role: Role | None = None
    is_banned: bool = False

    @property
    def kind(self) -> str | None:
        """What the address says beside the words: a role, or that they are banned."""
        return BANNED if self.is_banned else self.role.value if self.role else None

    def href(self, after: str | None = None) -> str:
        return url_for("people.index", q=self.words or None, role=self.kind, after=after)


@bp.get("/<brand>/settings/people")
@staff(Role.OWNER)
def index() -> ResponseReturnValue:
    """A page of the list, or for a script only its next rows."""
    kind = request.args.get("role")
    role = next((role for role in Role if role.value == kind), None)
    asked = Asked(one_line(request.args.get("q", ""))[:WORDS_MAX], role, kind == BANNED)
    found = list_people(
        words=asked.words,
        role=role,
        banned_at=clock.now() if asked.is_banned else None,
        after=request.args.get("after"),
    )
    if wants_fragment():
        return render_template("pages/people/_people.html", **_rows(found, asked))
    return people_page(found, asked)


def member_or_404(handle: str) -> tuple[Membership, Account]:
    """The person of this handle and what they are here; else 404."""
    membership, person = find_member(handle) or abort(404)
    return membership, person


def people_page(
    found: PeoplePage, asked: Asked | None = None, *, problem: Refusal | None = None
) -> ResponseReturnValue:
    """The list of people; a role that could not be changed shows why beside its person."""
    asked = asked or Asked()
    return settings_page(
        "pages/people/people.html",
        status=problem.status if problem else 200,
        asked=asked,
        tabs=_tabs(asked),
        problem=message_of(problem) if problem else None,
        **_rows(found, asked),
    )


def _rows(found: PeoplePage, asked: Asked) -> dict[str, Any]:
    return {
        "people": found.people,
        "more": asked.href(found.after) if found.after else None,
        "roles": ROLE_WORDS,
        "self_id": g.viewer.account.id,
        "now": clock.now(),
        "forever": FOREVER,
    }


def _tabs(asked: Asked) -> list[dict[str, Any]]:
    labels: dict[Role | None, str] = {
        None: gettext("Everyone"),
        Role.OWNER: gettext("Owners"),
        Role.MODERATOR: gettext("Moderators"),
        Role.PARTNER: gettext("Idea partners"),
        Role.MEMBER: gettext("Members"),
    }
    kinds = [(label, Asked(asked.words, role)) for role, label in labels.items()]
    kinds.append((gettext("Banned"), Asked(asked.words, is_banned=True)))
    return [{"label": label, "href": kind.href(), "current": kind == asked} for label, kind in kinds]
