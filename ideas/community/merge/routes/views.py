"""The shapes in which pages tell of merges: where an idea went, and what was merged into one."""

from typing import Any

from flask import g
from flask_babel import gettext

from ideas.community.idea.models import Idea
from ideas.community.idea.policy import is_author
from ideas.community.merge.models import Merge
from ideas.community.merge.policy import can_merge
from ideas.community.merge.queries import find_canonical, latest_merge, merged_here, name_of
from ideas.community.merge.rules import MergeState
from ideas.rim.paths import idea_path


def view_merge(idea: Idea) -> dict[str, Any] | None:
    """The merge of this idea that is in force or asked about: into what, by whom, since when, why."""
    merge = latest_merge(idea) if idea.is_merged or can_merge(g.viewer, idea) or _is_asked(idea) else None
    if merge is None or (merge.state is MergeState.ASKED and not (can_merge(g.viewer, idea) or _is_asked(idea))):
        return None
    target = _target(idea, merge)
    return {
        "is_done": merge.state is MergeState.DONE,
        "into": target,
        "href": idea_path(target) if target else None,
        "by": name_of(merge.account_id) or gettext("Former member"),
        "at": merge.merged_at or merge.created_at,
        "decide_at": merge.decide_at,
        "reason": merge.reason,
        "number": idea.number,
        "may_undo": can_merge(g.viewer, idea),
        "may_answer": _is_asked(idea) and merge.state is MergeState.ASKED,
    }


def view_merged_here(idea: Idea) -> list[dict[str, Any]]:
    """What was merged into this idea, as far as the viewer may see it."""
    rows = merged_here(idea, viewer=g.viewer)
    return [
        {
            "title": row.title,
            "href": idea_path(row),
            "author": row.author or gettext("Former member"),
            "author_id": row.author_id,
            "by": row.merged_by or gettext("Former member"),
            "at": row.merged_at,
        }
        for row in rows
    ]


def _is_asked(idea: Idea) -> bool:
    return is_author(g.viewer, idea)


def _target(idea: Idea, merge: Merge) -> Idea | None:
    """The idea that its votes count for, or the one it may be merged into; None where this viewer can't see it."""
    if merge.state is MergeState.DONE:
        return find_canonical(idea, viewer=g.viewer)
    return find_canonical(merge, viewer=g.viewer)
