"""Telling followers: one mail for each answer or move, to whoever may still see the idea."""

import re
from typing import Any

from flask import current_app
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select, true

from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, writing
from ideas.base.html import trusted
from ideas.community.board.models import Board
from ideas.community.follow.actions import follow, note_news
from ideas.community.follow.models import News
from ideas.community.follow.queries import followers_of
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.community.pipeline.models import Answer, Move
from ideas.community.stage.models import DeclineReason
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand
from ideas.rim.addresses import absolute, absolute_path, idea_url
from ideas.rim.mailing import in_language_of, mail_person
from ideas.spine.activity.models import Activity
from ideas.spine.outbox.rules import Lane
from ideas.spine.outbox.work import Claim, Work

FOLLOWERS = 100
_INNER_LINK = re.compile(r'(<a [^>]*?href=")(?=/)')


def tell_followers(activity: Activity) -> None:
    """Note that the idea's followers are to be told of this act; `post_news` does so."""
    if activity.kind == "idea.answered" and _same_act(activity, "idea.moved"):
        return
    if activity.idea_id is not None:
        note_news(activity, at=clock.now())


def follow_what_is_theirs(activity: Activity) -> None:
    """Let somebody who joined follow the ideas that staff had written down for them."""
    idea = db.session.get(Idea, activity.idea_id or 0)
    account = db.session.get(Account, activity.account_id or 0)
    if idea is not None and account is not None and idea.author_id == account.id:
        follow(idea, by=account, at=clock.now())


def post_news(claim: Claim) -> None:
    """Post the next batch of mails of an act that waits to be told.

    Each batch is a transaction of its own, so that nobody's vote waits while thousands are written, and what was posted
    before a crash is not posted again.
    """
    with every_brand(), writing():
        news = db.session.get_one(News, claim.id, populate_existing=True)
        with brand_scope(news.brand_id):
            last_id = _tell_next(news)
        if last_id is None:
            claim.delete()
        else:
            claim.finish(after_id=last_id, lease_until=None, failures=0)


def _tell_next(news: News) -> int | None:
    """Tell the next followers: returns the last one's id, None if nobody is left.

    Whoever can't see the idea any more, or was banned, hears nothing.
    """
    activity = db.session.get_one(Activity, news.activity_id)
    idea = db.session.get(Idea, activity.idea_id, populate_existing=True) if activity.idea_id else None
    into = _merged_into(activity, idea)
    if idea is None or idea.visibility is not Visibility.PUBLIC or (activity.kind == "idea.merged" and into is None):
        return None
    brand, board = db.session.get_one(Brand, idea.brand_id), db.session.get_one(Board, (into or idea).board_id)
    people = followers_of(
        idea, board, at=clock.now(), after=news.after_id, limit=FOLLOWERS, alone=activity.kind == "idea.merged"
    )
    told = _news(activity, idea, into, brand)
    for follower in people:
        if follower.id != activity.account_id and not (into is not None and follower.id == idea.author_id):
            _post(activity, idea, brand, told, follower)
    return people[-1].id if len(people) == FOLLOWERS else None


def _merged_into(activity: Activity, idea: Idea | None) -> Idea | None:
    """The canonical idea, where this act is the merge of the idea and the merge stands."""
    if activity.kind != "idea.merged" or idea is None or idea.canonical_id is None:
        return None
    return db.session.get(Idea, idea.canonical_id)


def unsubscribe_token(account_id: int, idea_id: int) -> str:
    """What lets its holder stop these mails, and nothing else; it never expires."""
    return str(_serializer().dumps([account_id, idea_id]))


def read_unsubscribe_token(text: str) -> tuple[int, int] | None:
    """The account's and the idea's id, or None where the text was not made here."""
    try:
        account_id, idea_id = _serializer().loads(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return int(account_id), int(idea_id)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_key, salt="unsubscribe")


def _same_act(activity: Activity, *kinds: str) -> bool:
    """Whether the same person did one of these in the same moment: a move and its answer are told in one mail."""
    twin = select(Activity.id).where(
        Activity.idea_id == activity.idea_id,
        Activity.kind.in_(kinds),
        Activity.created_at == activity.created_at,
        Activity.account_id == activity.account_id,
    )
    return db.session.scalar(twin.limit(1)) is not None


def _news(activity: Activity, idea: Idea, into: Idea | None, brand: Brand) -> dict[str, Any]:
    """What this act has to say: the answer if it brought one, and the reason of a no."""
    says = activity.kind == "idea.answered" or _same_act(activity, "idea.answered", "idea.answer_edited")
    answer = db.session.get(Answer, idea.id) if says else None
    move = db.session.get(Move, activity.detail.get("move_id", 0))
    reason = db.session.get(DeclineReason, move.reason_id) if move is not None and move.reason_id else None
    explanation = move.explanation if move is not None else ""
    return {
        "moved_to": activity.detail.get("to"),
        "asked_again": activity.kind == "idea.reopened",
        "reason": reason.label if reason else "",
        "explanation": explanation if answer is None or explanation != answer.body else "",
        "answer": answer.body if answer else "",
        "answer_html": trusted(_INNER_LINK.sub(rf"\1{absolute_path('')}", answer.body_html)) if answer else "",
        "idea": idea,
        "into": into,
        "link": idea_url(brand, into or idea),
    }


def _subject(idea: Idea, news: dict[str, Any]) -> str:
    if news["into"] is not None:
        return str(gettext("“%(title)s” goes on as “%(into)s”", title=idea.title, into=news["into"].title))
    if news["asked_again"]:
        return str(gettext("“%(title)s” is asked for again", title=idea.title))
    if news["moved_to"]:
        return str(gettext("“%(title)s” is now: %(stage)s", title=idea.title, stage=news["moved_to"]))
    return str(gettext("“%(title)s” has an answer", title=idea.title))


def _post(activity: Activity, idea: Idea, brand: Brand, news: dict[str, Any], to: Account) -> None:
    stop = absolute("unsubscription.new", token=unsubscribe_token(to.id, idea.id))
    with in_language_of(to):
        subject = _subject(idea, news)
        mail_person(
            "idea_news",
            to,
            brand,
            subject=subject,
            lane=Lane.BULK,
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
            dedupe_key=f"activity:{activity.id}:{to.id}",
            stop=stop,
            **news,
        )


NEWS = Work(
    name="news",
    model=News,
    key=News.activity_id,
    brand=News.brand_id,
    kind=News.activity_id,
    problem=News.problem,
    is_open=true(),
    lane=Lane.BULK,
    due=News.next_at,
    since=News.next_at,
    order=News.next_at,
    do=post_news,
    drop=Claim.delete,
)
