"""A working address for every route, about the things that the story left behind."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from werkzeug.routing import Rule

from tests.freeze.telling import Teller
from tests.house.addresses import values_for

IDS = {
    "act_id": "SELECT max(id) FROM desk_act",
    "alert_id": "SELECT max(id) FROM vote_alert",
    "criterion_id": "SELECT min(id) FROM criterion",
    "invitation_id": "SELECT max(id) FROM invitation",
    "item_id": "SELECT min(id) FROM checklist_item",
    "membership_id": "SELECT min(id) FROM membership",
    "merge_id": "SELECT min(id) FROM tag_merge",
    "pause": "SELECT max(id) FROM answer_pause",
    "reason_id": "SELECT min(id) FROM decline_reason",
    "rule_id": "SELECT min(id) FROM house_rule",
    "saved_id": "SELECT min(id) FROM saved_answer",
}
OF_AN_IDEA = {
    "slug": "SELECT slug FROM idea WHERE id = {}",
    "comment_id": "SELECT min(id) FROM comment WHERE idea_id = {}",
    "case_id": "SELECT min(id) FROM report_case WHERE idea_id = {}",
    "note_id": "SELECT min(id) FROM note WHERE idea_id = {}",
    "recorded_id": "SELECT min(id) FROM recorded_vote WHERE idea_id = {}",
}


def known_things(story: Teller, key: str) -> dict[str, Any]:
    """What addresses and forms may name, with what belongs to the idea that is called so."""
    idea = story.idea_id(key)
    told = {name: story.value(sql) for name, sql in IDS.items()}
    told |= {name: story.value(sql.format(idea)) for name, sql in OF_AN_IDEA.items()}
    told["statement_id"] = story.value(f"SELECT min(id) FROM statement WHERE idea_id = {story.idea_id('hidden')}")
    return {name: 1 if value is None else value for name, value in told.items()} | {
        "idea_id": idea,
        "number": story.ideas[key],
        "other_number": story.ideas["fresh"],
    }


def addresses(story: Teller, key: str, **changes: Any) -> Callable[[Rule], str]:
    """A function that fills a rule with the names of these things."""
    known = known_things(story, key) | changes
    idea = SimpleNamespace(number=known["number"], slug=known["slug"])
    return values_for(story.app, story.cast, idea, known)
