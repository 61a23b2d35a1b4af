"""The timeline of an idea: a reading of its activities, told act by act, with the words of the moves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from ideas.base.html import excerpt, paragraphs
from ideas.community.pipeline.models import Move
from ideas.community.pipeline.rules import EXPLANATION_MAX
from ideas.community.stage.rules import Phase
from ideas.people.brand.models import Membership
from ideas.rim.paths import person_path
from ideas.spine.activity.models import Activity

Moves = Sequence[tuple[Move, str | None]]
Story = Sequence[tuple[Activity, str | None]]

# The icon of each kind in the story and what its doer did; `other` is another idea. A move has its stage's icon.
STORY: Mapping[str, tuple[str, Any]] = {
    "idea.submitted": ("plus", _l("shared this idea")),
    "idea.recorded": ("user-plus", _l("wrote it down for a customer")),
    "idea.edited": ("pencil", _l("changed its words")),
    "idea.tagged": ("tag", _l("changed its tags")),
    "idea.moved": ("", _l("moved it from %(before)s to %(after)s")),
    "idea.answered": ("badge-check", _l("answered it")),
    "idea.answer_edited": ("pencil", _l("brought the answer up to date")),
    "idea.answer_taken_back": ("undo-2", _l("took the answer back")),
    "idea.withdrawn": ("eye-off", _l("withdrew it")),
    "idea.approved": ("check", _l("approved it")),
    "idea.reopened": ("refresh-cw", _l("asked for it again: it waits for a new answer")),
    "idea.merged": ("merge", _l("merged it into %(other)s")),
    "idea.unmerged": ("split", _l("took the merge into %(other)s back")),
    "merge.received": ("merge", _l("merged %(other)s into this one")),
    "merge.released": ("split", _l("let %(other)s stand for itself again")),
    "merge.asked": ("merge", _l("asked whether it is the same as %(other)s")),
    "merge.agreed": ("check", _l("agreed that it is the same as %(other)s")),
    "merge.refused": ("x", _l("said that it is not the same as %(other)s")),
}
_PHASE_ICONS = {
    Phase.SUBMITTED: "circle-dashed",
    Phase.REVIEWING: "eye",
    Phase.PLANNED: "calendar",
    Phase.BUILDING: "hammer",
    Phase.SHIPPED: "circle-check",
    Phase.DECLINED: "circle-x",
}


@dataclass(frozen=True, slots=True)
class People:
    """Names and profile addresses of everybody on a page."""

    places: Mapping[int, Membership]

    def href(self, account_id: int | None) -> str | None:
        place = self.places.get(account_id or 0)
        return person_path(place.handle) if place else None

    def role(self, account_id: int | None) -> str | None:
        place = self.places.get(account_id or 0)
        return place.role.value if place else None


def numbers_in(story: Story) -> set[int]:
    """The numbers of other ideas that the story would name."""
    return {number for activity, _ in story if (number := activity.detail.get("number"))}


def timeline_of(story: Story, moves: Moves, people: People, in_sight: Collection[int]) -> list[dict[str, Any]]:
    """What happened, oldest first. An answer that came with a move is told with the move.

    Other ideas are named only where they are `in_sight` of whoever reads this.
    """
    by_id = {move.id: (move, label) for move, label in moves}
    answered_with = {_act(activity): activity.kind for activity, _ in story if activity.kind in _ANSWERS}
    moved = {_act(activity) for activity, _ in story if activity.kind == "idea.moved"}
    is_recorded = any(activity.kind == "idea.recorded" for activity, _ in story)
    events = []
    for activity, name in story:
        if activity.kind == "idea.submitted" and is_recorded:
            continue
        if activity.kind == "idea.moved":
            move, label = by_id.get(activity.detail["move_id"], (None, None))
            events.append(_moved(activity, name, people, move, label, answered_with.get(_act(activity))))
        elif activity.kind not in _ANSWERS or _act(activity) not in moved:
            icon, words = STORY[activity.kind]
            events.append(_event(activity, name, people, icon, _sentence(activity, words, in_sight)))
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
        "who": name or _nobody(activity),
        "who_href": people.href(activity.account_id),
        "at": activity.created_at,
        "reason": activity.detail.get("reason"),
    }


def _nobody(activity: Activity) -> str:
    if activity.kind == "idea.reopened":
        asks = activity.detail["asks"]
        return str(ngettext("%(num)s person", "%(num)s people", asks))
    return str(gettext("Former member"))


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
    return str(STORY["idea.moved"][1]) % {"before": before, "after": after}


def _sentence(activity: Activity, words: Any, in_sight: Collection[int]) -> str:
    number = activity.detail.get("number")
    other = gettext("idea %(number)s", number=number) if number in in_sight else gettext("another idea")
    return str(words) % {"other": other}
