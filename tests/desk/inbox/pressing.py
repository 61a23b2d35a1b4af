"""What tests of the desk's acts ask again and again."""

from datetime import timedelta

from ideas.base.db import db
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.rules import Visibility
from ideas.community.stage.models import Stage
from ideas.ops.verify.queries import find_violations

SOON = timedelta(seconds=5)


def as_sent(**typed):
    """What a form sends for these values: of a stage its address, of other rows their id."""
    return {name: _as_sent(value) for name, value in typed.items()}


def _as_sent(value):
    if isinstance(value, Stage):
        return value.slug
    if isinstance(value, tuple):
        return ", ".join(value)
    return "1" if value is True else str(getattr(value, "id", value))


def pending(make, now, **wishes):
    idea = make.idea(**wishes)
    idea.held_because = "all"
    set_visibility(idea, Visibility.PENDING, at=now)
    return idea


def stage_of(idea):
    return lock_idea(idea.id).stage.slug


def silent(now):
    db.session.flush()
    return [violation.sentence for violation in find_violations(now=now)]
