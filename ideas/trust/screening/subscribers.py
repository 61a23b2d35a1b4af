"""Telling an author once that what they wrote was approved and is public now."""

from flask_babel import gettext

from ideas.base.db import db
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.rim.addresses import absolute
from ideas.rim.mailing import in_language_of, mail_person
from ideas.spine.activity.models import Activity


def tell_author(activity: Activity) -> None:
    """Post the author a mail, if what was approved is still public. Run again after a crash, it posts none twice."""
    idea = db.session.get(Idea, activity.idea_id) if activity.idea_id else None
    if idea is None or idea.visibility is not Visibility.PUBLIC:
        return
    comment = None
    if activity.kind == "comment.approved":
        comment = db.session.get(Comment, activity.detail["comment_id"])
        if comment is None or not comment.is_shown:
            return
    author_id = comment.author_id if comment is not None else idea.author_id
    author = db.session.get(Account, author_id) if author_id else None
    if author is not None and author.mails_on and author.id != activity.account_id:
        _post(activity, idea, comment, author)


def _post(activity: Activity, idea: Idea, comment: Comment | None, to: Account) -> None:
    brand = db.session.get_one(Brand, idea.brand_id)
    with in_language_of(to):
        subject = (
            gettext("Your comment on “%(title)s” is public now", title=idea.title)
            if comment is not None
            else gettext("Your idea “%(title)s” is public now", title=idea.title)
        )
        anchor = f"#comment-{comment.id}" if comment is not None else ""
        mail_person(
            "approved",
            to,
            brand,
            subject=subject,
            dedupe_key=f"activity:{activity.id}:{to.id}",
            link=absolute("idea.show", brand=brand.slug, number=idea.number) + anchor,
            is_idea=comment is None,
        )
