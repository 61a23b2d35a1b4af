"""The history of an idea's words, as readable differences."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.brand.queries import places_of
from ideas.idea.models import Idea
from ideas.idea.queries import revisions_of
from ideas.idea.routes.cards import idea_path
from ideas.idea.routes.lookup import idea_or_404
from ideas.kit.diff import Part, differences
from ideas.web.access import public

bp = Blueprint("revision", __name__)


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: who, when, why, and what changed in the title and in the body."""

    version: int
    who: str
    who_href: str | None
    at: datetime
    reason: str
    title: list[Part]
    body: list[Part]


@bp.get("/<brand>/ideas/<int:number>/revisions")
@public
def index(number: int) -> ResponseReturnValue:
    """Every edit of the idea, the latest first."""
    idea = idea_or_404(number)
    return render_template("idea/revisions.html", idea=idea, href=idea_path(idea), changes=_changes(idea))


def _changes(idea: Idea) -> list[Change]:
    rows = revisions_of(idea)
    places = places_of(account.id for _, account in rows if account)
    changes, title, body = [], idea.title, idea.body
    for revision, account in rows:
        place = places.get(account.id) if account else None
        changes.append(
            Change(
                version=revision.version + 1,
                who=account.display_name if account else gettext("Former member"),
                who_href=f"/{g.brand.slug}/people/{place.handle}" if place else None,
                at=revision.replaced_at,
                reason=revision.reason,
                title=differences(revision.title, title),
                body=differences(revision.body, body),
            )
        )
        title, body = revision.title, revision.body
    return changes
