"""Looking for duplicates of what comes out, and dropping them once it is gone."""

from ideas.base import clock
from ideas.base.db import db
from ideas.community.duplicate.actions import close_duplicates, note_duplicate
from ideas.community.idea.models import Idea
from ideas.spine.activity.models import Activity


def find_duplicates(activity: Activity) -> None:
    """A new idea is out: keep the one that its title is most like, for somebody to look."""
    idea = db.session.get(Idea, activity.idea_id, populate_existing=True) if activity.idea_id else None
    if idea is not None:
        note_duplicate(idea, at=clock.now())


def drop_duplicates(activity: Activity) -> None:
    """Merged, hidden or taken back: nobody needs to look at what it was like."""
    if activity.idea_id is not None:
        close_duplicates([activity.idea_id], by=None, at=clock.now())
