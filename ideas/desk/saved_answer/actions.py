"""Keeping the list of saved answers."""

from datetime import datetime

from sqlalchemy import delete, func, select

from ideas.base.db import db
from ideas.base.order import is_taken, move_in_list
from ideas.base.refusal import Refusal
from ideas.base.text import many_lines, one_line
from ideas.desk.saved_answer.models import SavedAnswer
from ideas.desk.saved_answer.rules import ANSWERS_MAX, BODY_MAX, TITLE_MAX
from ideas.people.account.models import Account
from ideas.people.brand.actions import lock_brand
from ideas.people.brand.models import Brand
from ideas.spine.activity.actions import record


class SavedAnswerExists(Refusal):
    """Two saved answers of a brand can't have one title."""


class TooManySavedAnswers(Refusal):
    """More than anybody could choose from."""


class BadSavedAnswer(Refusal):
    """It has no title or no words, or too many."""


def save_answer(brand: Brand, *, title: str, body: str, by: Account, at: datetime) -> SavedAnswer:
    """Keep an answer at the end of the list. Raises SavedAnswerExists, TooManySavedAnswers, BadSavedAnswer."""
    title, body = _checked(title, body)
    lock_brand(brand.id)
    _check_title(title)
    count, last = db.session.execute(select(func.count(SavedAnswer.id), func.max(SavedAnswer.position))).one()
    if count >= ANSWERS_MAX:
        raise TooManySavedAnswers("There are %(most)s saved answers. Remove one first.", most=ANSWERS_MAX)
    saved = SavedAnswer(
        brand_id=brand.id, title=title, body=body, position=(last or 0) + 1, account_id=by.id, created_at=at
    )
    db.session.add(saved)
    db.session.flush()
    record(
        "saved_answer.created",
        brand_id=brand.id,
        by=by.id,
        at=at,
        detail={"saved_answer_id": saved.id},
        after={"saved_answer_id": saved.id, "title": title},
    )
    return saved


def change_saved_answer(saved: SavedAnswer, *, title: str, body: str, by: Account, at: datetime) -> None:
    """Give it another title or other words; answers that were written with it stay. Raises as save_answer."""
    title, body = _checked(title, body)
    lock_brand(saved.brand_id)
    _check_title(title, but=saved.id)
    before, saved.title, saved.body = saved.title, title, body
    db.session.flush()
    record(
        "saved_answer.updated",
        brand_id=saved.brand_id,
        by=by.id,
        at=at,
        detail={"saved_answer_id": saved.id},
        before={"title": before},
        after={"title": title},
    )


def move_saved_answer(saved: SavedAnswer, *, up: bool, by: Account, at: datetime) -> None:
    """Let it change places with the one before (or after) it; at the end of the list nothing happens."""
    lock_brand(saved.brand_id)
    if move_in_list(saved, up=up):
        record("saved_answer.reordered", brand_id=saved.brand_id, by=by.id, at=at, detail={"saved_answer_id": saved.id})


def remove_saved_answer(saved: SavedAnswer, *, by: Account, at: datetime) -> None:
    """Take it off the list."""
    gone = db.session.execute(delete(SavedAnswer).where(SavedAnswer.id == saved.id).returning(SavedAnswer.id)).first()
    if gone is not None:
        record(
            "saved_answer.removed",
            brand_id=saved.brand_id,
            by=by.id,
            at=at,
            detail={"saved_answer_id": saved.id},
            before={"title": saved.title},
            after={},
        )


def _checked(title: str, body: str) -> tuple[str, str]:
    title, body = one_line(title), many_lines(body)
    if not 0 < len(title) <= TITLE_MAX:
        raise BadSavedAnswer("A title has 1 to %(most)s characters.", field="title", most=TITLE_MAX)
    if not 0 < len(body) <= BODY_MAX:
        raise BadSavedAnswer("A saved answer has 1 to %(most)s characters.", field="body", most=BODY_MAX)
    return title, body


def _check_title(title: str, *, but: int = 0) -> None:
    if is_taken(SavedAnswer.title, title, but=but):
        raise SavedAnswerExists("Another saved answer has this title.", field="title")
