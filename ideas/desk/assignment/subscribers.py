"""Telling whoever was given an idea, and giving back what somebody may see to no more."""

from flask_babel import gettext

from ideas.base import clock
from ideas.base.db import db
from ideas.community.board.queries import viewer_for
from ideas.community.idea.models import Idea
from ideas.desk.assignment.actions import give_back
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.rim.addresses import idea_url
from ideas.rim.mailing import in_language_of, mail_person
from ideas.spine.activity.models import Activity


def tell_assignee(activity: Activity) -> None:
    """Mail the person whom somebody else gave an idea, if it is still theirs to see to. Run again, it mails nobody twice."""
    to = activity.detail.get("to")
    idea = db.session.get(Idea, activity.idea_id, populate_existing=True) if activity.idea_id else None
    if to is None or to == activity.account_id or idea is None or idea.assignee_id != to:
        return
    person = db.session.get(Account, to)
    if person is not None and viewer_for(db.session.get_one(Brand, idea.brand_id), person).hosts(idea.board_id):
        _post(activity, idea, person)


def give_back_ideas(activity: Activity) -> None:
    """Somebody's place in the brand changed: what they may see to no more goes back into the queue."""
    account_id = activity.detail.get("account_id")
    if account_id is not None:
        give_back(account_id, by=activity.account_id, at=clock.now())


def _post(activity: Activity, idea: Idea, to: Account) -> None:
    brand = db.session.get_one(Brand, idea.brand_id)
    giver = db.session.get(Account, activity.account_id) if activity.account_id else None
    with in_language_of(to):
        by = giver.display_name if giver else gettext("Former member")
        subject = gettext("%(name)s gave you “%(title)s”", name=by, title=idea.title)
        mail_person(
            "idea_given",
            to,
            brand,
            subject=subject,
            dedupe_key=f"activity:{activity.id}:{to.id}",
            idea=idea,
            by=by,
            heading=subject,
            link=idea_url(brand, idea),
        )
