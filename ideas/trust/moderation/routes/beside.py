"""What the page of an idea says about moderation: why it is hidden or closed, and what can be done about it."""

from typing import Any

from flask import g

from ideas.community.idea.models import Idea
from ideas.community.idea.policy import is_author
from ideas.community.idea.rules import Visibility
from ideas.rim.paths import path_to
from ideas.trust.moderation.queries import standing_lock, standing_statement


def moderation_of(idea: Idea) -> dict[str, Any]:
    """For most viewers of most ideas no more than an address, and no query."""
    hosts, is_public = g.viewer.hosts(idea.board_id), idea.visibility is Visibility.PUBLIC
    is_limited = idea.visibility in (Visibility.HIDDEN, Visibility.SPAM)
    statement = standing_statement(idea) if is_limited else None
    lock = standing_lock(idea) if idea.locked_at is not None else None
    return {
        "report_href": path_to("report.new", number=idea.number)
        if is_public and not is_author(g.viewer, idea) and not hosts
        else None,
        "statement_href": path_to("statement.show", statement_id=statement.id) if statement else None,
        "lock": lock.facts if lock else None,
        "lock_rule": lock.rule_label if lock else None,
        "rules_href": path_to("rules.show"),
        "tools": _tools(idea, is_public=is_public, is_limited=is_limited) if hosts else None,
    }


def _tools(idea: Idea, *, is_public: bool, is_limited: bool) -> dict[str, str | None] | None:
    """Where each act goes that can be done now; None where none can, as with an idea that waits for approval."""
    is_locked = idea.locked_at is not None
    tools = {
        "hide_href": path_to("hiding.new", number=idea.number) if is_public else None,
        "show_action": path_to("hiding.destroy", number=idea.number) if is_limited else None,
        "lock_href": path_to("lock.new", number=idea.number) if is_public and not is_locked else None,
        "unlock_action": path_to("lock.destroy", number=idea.number) if is_locked else None,
    }
    return tools if any(tools.values()) else None
