"""What pages of this world would send: each form of `tests.rim.world`, filled with what the story left behind."""

import re
from collections.abc import Mapping
from typing import Any

from tests.freeze.known import addresses, known_things
from tests.freeze.telling import Teller
from tests.house.addresses import Route
from tests.rim.world import FORMS

# The ideas of the story that these are about, where it is not the one of which there is most.
ABOUT = {
    "comment_approval.create": "approved",
    "comment_decline.create": "approved",
    "comment_hiding.destroy": "locked",
    "desk_act.create": "late",
    "desk_presence.create": "late",
    "hiding.destroy": "hidden",
    "idea.update": "asked",
    "idea_approval.create": "pending",
    "idea_decline.create": "pending",
    "lock.destroy": "locked",
    "merge.create": "double",
    "merge.destroy": "merged",
    "merge_question.create": "asked",
    "move.create": "late",
    "reopening.create": "still_declined",
    "withdrawal.create": "asked",
}
# The member's newest statement that is not appealed against yet.
APPEALABLE = """
SELECT max(id) FROM statement WHERE id NOT IN (SELECT statement_id FROM appeal)
AND account_id = (SELECT id FROM account WHERE email = 'ben@example.com')
"""
# What their addresses name, where that is not what most addresses name. What begins with SELECT is asked of the database.
NAMED: dict[str, dict[str, str]] = {
    "appeal.create": {"statement_id": APPEALABLE},
    "appeal_decision.update": {"statement_id": "SELECT max(statement_id) FROM appeal WHERE decided_at IS NULL"},
    "ban.destroy": {"handle": "bo-banned"},
    "comment_approval.create": {"comment_id": "SELECT max(id) FROM comment WHERE visibility = 'pending'"},
    "comment_decline.create": {"comment_id": "SELECT max(id) FROM comment WHERE visibility = 'pending'"},
    "comment_hiding.destroy": {"comment_id": "SELECT min(id) FROM comment WHERE visibility = 'hidden'"},
    "membership_title.update": {"handle": "pia-partner"},
    "own_title.update": {"handle": "pia-partner"},
    "stage.destroy": {"stage": "tasting"},
    "vote_reopening.create": {"alert_id": "SELECT max(id) FROM vote_alert WHERE outcome = 'released'"},
}
# What is typed into them, where the form of another world would be refused here. {idea_id} is the idea that it is about.
TYPED: dict[str, dict[str, str]] = {
    "answer.update": {"version": "SELECT version FROM answer WHERE idea_id = {idea_id}"},
    "assignment.update": {"to": "mo-derator", "seen": "SELECT assignee_id FROM idea WHERE id = {idea_id}"},
    "idea.update": {"version": "SELECT version FROM idea WHERE id = {idea_id}"},
    "kanban_card.update": {"stage_version": "SELECT stage_version FROM idea WHERE id = {idea_id}"},
    "move.create": {"stage_version": "SELECT stage_version FROM idea WHERE id = {idea_id}"},
    "pause.create": {"first_day": "2026-10-01", "last_day": "2026-10-05"},
    "reason.update": {"label": "The sun is wrong"},
    "tag_merge.create": {"into": "cups"},
}


class Forms:
    """The addresses and fields of every form."""

    def __init__(self, story: Teller) -> None:
        self._story = story
        self._things = {key: known_things(story, key) for key in {"main", *ABOUT.values()}}
        self._token = story.token("mod", f"answer:{story.idea_id('late')}")

    def address(self, route: Route) -> str:
        """Where the form is sent."""
        key = ABOUT.get(route.endpoint, "main")
        named = {name: self._told(value, key) for name, value in NAMED.get(route.endpoint, {}).items()}
        return addresses(self._story, key, **named)(route.rule)

    def fields(self, endpoint: str) -> dict[str, str]:
        """What it holds."""
        key = ABOUT.get(endpoint, "main")
        form = {self._filled(name, key): self._filled(value, key) for name, value in FORMS[endpoint].items()}
        form |= {name: str(self._told(value, key)) for name, value in TYPED.get(endpoint, {}).items()}
        if endpoint == "desk_act.create":
            form["item"] = self._token
        if endpoint == "score.update":
            marks = range(self._story.value("SELECT min(id) FROM criterion"), self._story.newest("criterion") + 1)
            form = {f"mark_{mark}": "4" for mark in marks}
        return form

    def _told(self, value: str, key: str) -> Any:
        asked = self._filled(value, key)
        return self._story.value(asked) if asked.lstrip().startswith("SELECT ") else asked

    def _filled(self, text: str, key: str) -> str:
        """The text with what stands in braces for a number of this world."""
        known: Mapping[str, Any] = {"n": "1", **self._things[key]}
        return re.sub(r"{(\w+)}", lambda found: str(known.get(found[1], found[0])), text)
