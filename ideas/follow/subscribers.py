"""Telling followers: one mail for each answer or move, to whoever may still see the idea."""

from flask import current_app, render_template
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
from ideas.mail.actions import post
from ideas.pipeline.models import Answer
from ideas.web.addresses import absolute_path
from ideas.web.i18n import direction


def tell_followers(activity: Activity) -> None:
    """Post a mail to each follower but the one who did it. Run again after a crash, it posts none twice."""
    if activity.kind == "idea.answered" and _came_with_a_move(activity):
        return
    idea = db.session.get(Idea, activity.idea_id) if activity.idea_id else None
    if idea is None or idea.visibility is not Visibility.PUBLIC:
        return
    brand, board = db.session.get_one(Brand, idea.brand_id), db.session.get_one(Board, idea.board_id)
    answer = db.session.get(Answer, idea.id)
    for follower in followers_of(idea.id):
        if follower.id != activity.account_id and _may_see(brand, board, follower):
            _post(activity, idea, brand, answer, follower)


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


def _came_with_a_move(activity: Activity) -> bool:
    """Whether the same act also moved the idea: that mail carries the answer."""
    moved = select(Activity.id).where(
        Activity.idea_id == activity.idea_id,
        Activity.kind == "idea.moved",
        Activity.created_at == activity.created_at,
        Activity.account_id == activity.account_id,
    )
    return db.session.scalar(moved) is not None


def _may_see(brand: Brand, board: Board, account: Account) -> bool:
    return board.access is Access.PUBLIC or board.id in viewer_for(brand, account).board_ids


def _post(activity: Activity, idea: Idea, brand: Brand, answer: Answer | None, to: Account) -> None:
    stop = absolute_path(f"/unsubscribe/{unsubscribe_token(to.id, idea.id)}")
    with force_locale(to.locale):
        moved_to = activity.detail.get("to")
        subject = (
            gettext("“%(title)s” is now: %(stage)s", title=idea.title, stage=moved_to)
            if moved_to
            else gettext("“%(title)s” has an answer", title=idea.title)
        )
        context = {
            "idea": idea, "moved_to": moved_to, "stop": stop, "subject": subject, "site": brand.name,
            "origin": absolute_path(brand.href), "lang": str(get_locale()), "dir": direction(),
            "link": absolute_path(f"/{brand.slug}/ideas/{idea.reference}"),
            "answer": answer.body if answer else "", "answer_html": trusted(answer.body_html) if answer else "",
        }  # fmt: skip
        post(
            "idea_news",
            to=to.email,
            subject=f"[{brand.name}] {subject}",
            text=render_template("mail/idea_news.txt", **context),
            html=render_template("mail/idea_news.html", **context),
            at=clock.now(),
            headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
            dedupe_key=f"activity:{activity.id}:{to.id}",
            gated=False,
        )
