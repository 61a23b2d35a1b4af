"""Telling an author once that what they wrote was approved and is public now."""

from flask_babel import force_locale, get_locale, gettext

from ideas.base import clock
from ideas.base.db import db
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.rim.addresses import absolute, brand_url
from ideas.rim.i18n import PSEUDO, direction
from ideas.rim.mailing import send_mail
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
    with force_locale(PSEUDO.get(to.locale, to.locale).replace("-", "_")):
        subject = (
            gettext("Your comment on “%(title)s” is public now", title=idea.title)
            if comment is not None
            else gettext("Your idea “%(title)s” is public now", title=idea.title)
        )
        anchor = f"#comment-{comment.id}" if comment is not None else ""
        send_mail(
            "approved",
            "approved",
            to=to.email,
            subject=f"[{brand.name}] {subject}",
            at=clock.now(),
            gated=False,
            brand_id=brand.id,
            dedupe_key=f"activity:{activity.id}:{to.id}",
            lang=str(get_locale()).replace("_", "-"),
            dir=direction(),
            link=absolute("idea.show", brand=brand.slug, number=idea.number) + anchor,
            is_idea=comment is None,
            site=brand.name,
            origin=brand_url(brand),
        )
