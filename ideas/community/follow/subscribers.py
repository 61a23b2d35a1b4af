"""Telling followers: one mail for each answer or move, to whoever may still see the idea."""

import re
from datetime import timedelta
from typing import Any

import structlog
from flask import current_app
from flask_babel import force_locale, get_locale, gettext
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from ideas.base import clock
from ideas.base.db import brand_scope, db, every_brand, is_postgres, transaction
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
from ideas.rim.addresses import absolute_path, brand_url, idea_url
from ideas.rim.i18n import PSEUDO, direction
from ideas.rim.mailing import send_mail
from ideas.spine.activity.models import Activity

logger = structlog.get_logger()

ACTS = 10
FOLLOWERS = 100
ATTEMPTS_MAX = 10
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


def post_news() -> int:
    """Post the next batch of mails of each act that waits to be told. Returns how many batches.

    Each batch is a transaction of its own, so that nobody's vote waits while thousands are written, and what was posted
    before a crash is not posted again.
    """
    with every_brand():
        due = select(News.activity_id).where(News.next_at <= clock.now()).order_by(News.activity_id).limit(ACTS)
        waiting = list(db.session.scalars(due))
    db.session.rollback()
    return sum(_post_batch(activity_id) for activity_id in waiting)


def _post_batch(activity_id: int) -> int:
    try:
        with every_brand(), transaction():
            news = _take(activity_id)
            if news is not None:
                with brand_scope(news.brand_id):
                    _tell_next(news)
    except Exception:
        logger.exception("news.failed", activity=activity_id)
        _put_off(activity_id)
        return 0
    return 1 if news is not None else 0


def _take(activity_id: int) -> News | None:
    mine = select(News).where(News.activity_id == activity_id).execution_options(populate_existing=True)
    return db.session.scalar(mine.with_for_update(skip_locked=True) if is_postgres() else mine)


def _put_off(activity_id: int) -> None:
    """Try again later, and after ten times no more."""
    with every_brand(), transaction():
        news = db.session.get(News, activity_id, populate_existing=True)
        if news is None:
            return
        news.attempts += 1
        news.next_at = clock.now() + timedelta(minutes=2**news.attempts)
        if news.attempts >= ATTEMPTS_MAX:
            db.session.delete(news)


def _tell_next(news: News) -> None:
    """Tell the next followers. Whoever can't see the idea any more, or was banned, hears nothing."""
    activity = db.session.get_one(Activity, news.activity_id)
    idea = db.session.get(Idea, activity.idea_id, populate_existing=True) if activity.idea_id else None
    into = _merged_into(activity, idea)
    if idea is None or idea.visibility is not Visibility.PUBLIC or (activity.kind == "idea.merged" and into is None):
        db.session.delete(news)
        return
    brand, board = db.session.get_one(Brand, idea.brand_id), db.session.get_one(Board, (into or idea).board_id)
    people = followers_of(
        idea, board, at=clock.now(), after=news.after_id, limit=FOLLOWERS, alone=activity.kind == "idea.merged"
    )
    told = _news(activity, idea, into, brand)
    for follower in people:
        if follower.id != activity.account_id and not (into is not None and follower.id == idea.author_id):
            _post(activity, idea, brand, told, follower)
    if len(people) < FOLLOWERS:
        db.session.delete(news)
    else:
        news.after_id = people[-1].id


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
        "site": brand.name,
        "origin": brand_url(brand),
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
    stop = absolute_path(f"/unsubscribe/{unsubscribe_token(to.id, idea.id)}")
    with force_locale(PSEUDO.get(to.locale, to.locale).replace("-", "_")):
        subject = _subject(idea, news)
        send_mail(
            "idea_news",
            "idea_news",
            to=to.email,
            subject=f"[{brand.name}] {subject}",
            at=clock.now(),
            gated=False,
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
            dedupe_key=f"activity:{activity.id}:{to.id}",
            stop=stop,
            lang=str(get_locale()).replace("_", "-"),
            dir=direction(),
            **news,
        )
