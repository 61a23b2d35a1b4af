"""The history of an idea's words, as readable differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base.diff import Part, differences
from ideas.community.idea.models import IdeaRevision
from ideas.community.idea.queries import revisions_of
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.people.account.models import Account
from ideas.people.brand.queries import places_of
from ideas.rim.access import public
from ideas.rim.paths import idea_path, person_path

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

    @property
    def is_only_tags(self) -> bool:
        """Whether the words stayed as they were."""
        return all(part.kind == "same" for part in (*self.title, *self.body))


@bp.get("/<brand>/ideas/<int:number>/revisions")
@public
def index(number: int) -> ResponseReturnValue:
    """The edits of the idea, the latest first, a page at a time."""
    idea, after = idea_or_404(number), request.args.get("after")
    rows, older = revisions_of(idea, after=after)
    newer = (idea.title, idea.body)
    if after is not None and rows:
        newer, rows = (rows[0][0].title, rows[0][0].body), rows[1:]
    more = url_for("revision.index", number=number, after=older) if older else None
    changes = _changes(rows, *newer)
    return render_template("community/idea/revisions.html", idea=idea, href=idea_path(idea), changes=changes, more=more)


def _changes(rows: Sequence[tuple[IdeaRevision, Account | None]], title: str, body: str) -> list[Change]:
    """Each edit, from the version before to the one after; the first leads to this title and body."""
    places = places_of(account.id for _, account in rows if account)
    changes = []
    for revision, account in rows:
        place = places.get(account.id) if account else None
        changes.append(
            Change(
                version=revision.version + 1,
                who=account.display_name if account else gettext("Former member"),
                who_href=person_path(place.handle) if place else None,
                at=revision.replaced_at,
                reason=revision.reason,
                title=differences(revision.title, title),
                body=differences(revision.body, body),
            )
        )
        title, body = revision.title, revision.body
    return changes
