"""Telling the author of an idea that it was merged, or that they are asked; and whoever asked, what the answer was."""

from flask_babel import gettext

from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.merge.models import Merge
from ideas.community.merge.rules import MergeState
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.rim.addresses import absolute, idea_url
from ideas.rim.mailing import in_language_of, mail_person
from ideas.spine.activity.models import Activity

_STATES = {
    "idea.merged": MergeState.DONE,
    "merge.asked": MergeState.ASKED,
    "merge.agreed": MergeState.DONE,
    "merge.refused": MergeState.REFUSED,
}


def tell_of_merge(activity: Activity) -> None:
    """Post one mail, if the merge still stands as it did. Run again after a crash, it posts none twice."""
    merge = db.session.get(Merge, activity.detail["merge_id"], populate_existing=True)
    idea = db.session.get(Idea, merge.idea_id, populate_existing=True) if merge is not None else None
    into = db.session.get(Idea, merge.target_id) if merge is not None else None
    if merge is None or idea is None or into is None or merge.state is not _STATES[activity.kind]:
        return
    tells_author = activity.kind in ("idea.merged", "merge.asked")
    to = db.session.get(Account, (idea.author_id if tells_author else merge.account_id) or 0)
    if to is not None and to.mails_on and to.id != activity.account_id and idea.visibility is Visibility.PUBLIC:
        _post(activity, merge, idea, into, to)


def _post(activity: Activity, merge: Merge, idea: Idea, into: Idea, to: Account) -> None:
    brand = db.session.get_one(Brand, idea.brand_id)
    told = activity.kind.partition(".")[2]
    question = absolute("merge_question.new", brand=brand.slug, number=idea.number) if told == "asked" else None
    with in_language_of(to):
        mail_person(
            "merge",
            to,
            brand,
            subject=_subject(told, idea),
            dedupe_key=f"merge:{merge.id}:{told}:{to.id}",
            told=told,
            idea=idea,
            into=into,
            reason=merge.reason,
            words=merge.words,
            decide_at=merge.decide_at,
            link=question or idea_url(brand, idea),
            heading=_subject(told, idea),
            into_link=idea_url(brand, into),
        )


def _subject(told: str, idea: Idea) -> str:
    if told == "asked":
        return str(gettext("May your idea “%(title)s” be merged?", title=idea.title))
    if told == "merged":
        return str(gettext("Your idea “%(title)s” was merged with one like it", title=idea.title))
    if told == "agreed":
        return str(gettext("“%(title)s” is merged: its author agreed", title=idea.title))
    return str(gettext("“%(title)s” is not merged: its author said no", title=idea.title))
