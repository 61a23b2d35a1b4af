"""Telling the staff whom a note mentions, by mail."""

from flask_babel import gettext

from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_see
from ideas.desk.note.models import Note
from ideas.desk.note.queries import mentioned_in
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.rim.addresses import idea_url
from ideas.rim.mailing import in_language_of, mail_person
from ideas.spine.activity.models import Activity


def tell_mentioned(activity: Activity) -> None:
    """Mail the staff whom a note mentions and who host its board. Others never learn that it exists."""
    note = db.session.get(Note, activity.detail["note_id"])
    idea = db.session.get(Idea, activity.idea_id, populate_existing=True) if activity.idea_id else None
    if note is None or idea is None:
        return
    brand = db.session.get_one(Brand, idea.brand_id)
    for _, person in mentioned_in(note):
        viewer = viewer_for(brand, person)
        if viewer.hosts(idea.board_id) and can_see(viewer, idea):
            _post(activity, brand, idea, note, person)


def _post(activity: Activity, brand: Brand, idea: Idea, note: Note, to: Account) -> None:
    writer = db.session.get(Account, note.account_id) if note.account_id else None
    with in_language_of(to):
        by = writer.display_name if writer else gettext("Former member")
        subject = gettext("%(name)s mentioned you in a note on “%(title)s”", name=by, title=idea.title)
        mail_person(
            "note_mention",
            to,
            brand,
            subject=subject,
            dedupe_key=f"activity:{activity.id}:{to.id}",
            idea=idea,
            by=by,
            note=note,
            heading=subject,
            link=idea_url(brand, idea, "notes"),
        )
