"""Telling followers: one mail for each answer or move, to whoever may still see the idea."""

import re
from typing import Any
from urllib.parse import quote

from flask import current_app
from flask_babel import force_locale, get_locale, gettext
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from ideas.account.models import Account
from ideas.activity.models import Activity
from ideas.board.models import Board
from ideas.board.queries import viewer_for
from ideas.board.rules import Access
from ideas.brand.models import Brand
from ideas.db import db
from ideas.follow.queries import followers_of
from ideas.idea.models import Idea
from ideas.idea.rules import Visibility
from ideas.kit import clock
from ideas.kit.html import trusted
from ideas.pipeline.models import Answer, Move
from ideas.stage.models import DeclineReason
from ideas.web.addresses import absolute_path
from ideas.web.i18n import PSEUDO, direction
from ideas.web.mailing import send_mail

_INNER_LINK = re.compile(r'(<a [^>]*?href=")(?=/)')


def tell_followers(activity: Activity) -> None:
    """Post a mail to each follower but the one who did it. Run again after a crash, it posts none twice."""
    if activity.kind == "idea.answered" and _same_act(activity, "idea.moved"):
        return
    idea = db.session.get(Idea, activity.idea_id) if activity.idea_id else None
    if idea is None or idea.visibility is not Visibility.PUBLIC:
        return
    brand, board = db.session.get_one(Brand, idea.brand_id), db.session.get_one(Board, idea.board_id)
    news = _news(activity, idea, brand)
    for follower in followers_of(idea.id):
        if follower.id != activity.account_id and _may_see(brand, board, follower):
            _post(activity, idea, brand, news, follower)


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


def _may_see(brand: Brand, board: Board, account: Account) -> bool:
    return board.access is Access.PUBLIC or board.id in viewer_for(brand, account).board_ids


def _news(activity: Activity, idea: Idea, brand: Brand) -> dict[str, Any]:
    """What this act has to say: the answer if it brought one, and the reason of a no."""
    says = activity.kind == "idea.answered" or _same_act(activity, "idea.answered", "idea.answer_edited")
    answer = db.session.get(Answer, idea.id) if says else None
    move = db.session.get(Move, activity.detail.get("move_id", 0))
    reason = db.session.get(DeclineReason, move.reason_id) if move is not None and move.reason_id else None
    explanation = move.explanation if move is not None else ""
    return {
        "moved_to": activity.detail.get("to"),
        "reason": reason.label if reason else "",
        "explanation": explanation if answer is None or explanation != answer.body else "",
        "answer": answer.body if answer else "",
        "answer_html": trusted(_INNER_LINK.sub(rf"\1{absolute_path('')}", answer.body_html)) if answer else "",
        "idea": idea,
        "link": absolute_path(f"/{brand.slug}/ideas/{quote(idea.reference)}"),
        "site": brand.name,
        "origin": absolute_path(brand.href),
    }


def _post(activity: Activity, idea: Idea, brand: Brand, news: dict[str, Any], to: Account) -> None:
    stop = absolute_path(f"/unsubscribe/{unsubscribe_token(to.id, idea.id)}")
    with force_locale(PSEUDO.get(to.locale, to.locale).replace("-", "_")):
        subject = (
            gettext("“%(title)s” is now: %(stage)s", title=idea.title, stage=news["moved_to"])
            if news["moved_to"]
            else gettext("“%(title)s” has an answer", title=idea.title)
        )
        send_mail(
            "idea_news", "idea_news", to=to.email, subject=f"[{brand.name}] {subject}", at=clock.now(), gated=False,
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
            dedupe_key=f"activity:{activity.id}:{to.id}", stop=stop, lang=str(get_locale()).replace("_", "-"),
            dir=direction(), **news,
        )  # fmt: skip
