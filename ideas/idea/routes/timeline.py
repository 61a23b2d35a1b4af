"""The timeline of an idea: a reading of its activities, told act by act, with the words of the moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g
from flask_babel import gettext

from ideas.activity.models import Activity
from ideas.brand.models import Membership
from ideas.kit.html import excerpt, paragraphs
from ideas.pipeline.models import Move
from ideas.pipeline.rules import EXPLANATION_MAX
from ideas.stage.rules import Phase

Moves = Sequence[tuple[Move, str | None]]
Story = Sequence[tuple[Activity, str | None]]

_ICONS = {
    "idea.submitted": "plus", "idea.edited": "pencil", "idea.tagged": "tag", "idea.answered": "badge-check",
    "idea.answer_edited": "pencil", "idea.withdrawn": "eye-off",
}  # fmt: skip
_PHASE_ICONS = {
    Phase.SUBMITTED: "circle-dashed", Phase.REVIEWING: "eye", Phase.PLANNED: "calendar", Phase.BUILDING: "hammer",
    Phase.SHIPPED: "circle-check", Phase.DECLINED: "circle-x",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """Names and profile addresses of everybody on a page."""

    places: Mapping[int, Membership]

    def href(self, account_id: int | None) -> str | None:
        place = self.places.get(account_id or 0)
        return f"/{g.brand.slug}/people/{place.handle}" if place else None

    def role(self, account_id: int | None) -> str | None:
        place = self.places.get(account_id or 0)
        return place.role.value if place else None


def timeline_of(story: Story, moves: Moves, people: People) -> list[dict[str, Any]]:
    """What happened, oldest first. An answer that came with a move is told with the move."""
    by_id = {move.id: (move, label) for move, label in moves}
    answered_with = {_act(activity): activity.kind for activity, _ in story if activity.kind in _ANSWERS}
    moved = {_act(activity) for activity, _ in story if activity.kind == "idea.moved"}
    events = []
    for activity, name in story:
        if activity.kind == "idea.moved":
            move, label = by_id.get(activity.detail["move_id"], (None, None))
            events.append(_moved(activity, name, people, move, label, answered_with.get(_act(activity))))
        elif activity.kind not in _ANSWERS or _act(activity) not in moved:
            events.append(_event(activity, name, people, _ICONS.get(activity.kind, "circle"), _sentence(activity)))
    return events


_ANSWERS = frozenset({"idea.answered", "idea.answer_edited"})


def _act(activity: Activity) -> tuple[int | None, datetime]:
    """Who did it and when: what one press of a button did shares both."""
    return activity.account_id, activity.created_at


def _moved(
    activity: Activity, name: str | None, people: People, move: Move | None, label: str | None, answered: str | None
) -> dict[str, Any]:
    event = _event(activity, name, people, _PHASE_ICONS[Phase(activity.detail["phase"])], _way(activity, answered))
    event["reason"] = label
    event["detail_html"] = (
        paragraphs(excerpt(move.explanation, length=EXPLANATION_MAX)) if move and move.explanation else None
    )
    return event


def _event(activity: Activity, name: str | None, people: People, icon: str, text: str) -> dict[str, Any]:
    return {
        "icon": icon,
        "text": text,
        "who": name or gettext("Former member"),
        "who_href": people.href(activity.account_id),
        "at": activity.created_at,
        "reason": activity.detail.get("reason"),
    }


def _way(activity: Activity, answered: str | None) -> str:
    before, after = activity.detail["from"], activity.detail["to"]
    if answered == "idea.answered":
        return str(gettext("answered it and moved it from %(before)s to %(after)s", before=before, after=after))
    if answered:
        return str(
            gettext(
                "brought the answer up to date and moved it from %(before)s to %(after)s", before=before, after=after
            )
        )
    return str(gettext("moved it from %(before)s to %(after)s", before=before, after=after))


def _sentence(activity: Activity) -> str:
    sentences = {
        "idea.submitted": gettext("shared this idea"),
        "idea.edited": gettext("changed its words"),
        "idea.tagged": gettext("changed its tags"),
        "idea.answered": gettext("answered it"),
        "idea.answer_edited": gettext("brought the answer up to date"),
        "idea.withdrawn": gettext("withdrew it"),
    }
    return str(sentences.get(activity.kind, activity.kind))
