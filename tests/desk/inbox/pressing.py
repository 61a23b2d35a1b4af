"""What tests of the desk's acts ask again and again."""

from datetime import timedelta

from ideas.base.db import db
from ideas.community.idea.actions import lock_idea, set_visibility
from ideas.community.idea.rules import Visibility
from ideas.ops.verify.queries import find_violations

SOON = timedelta(seconds=5)


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
