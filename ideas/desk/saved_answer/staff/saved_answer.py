"""Saved answers: the list for all staff, and its upkeep by moderators."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.desk.saved_answer.actions import (
    BadSavedAnswer,
    SavedAnswerExists,
    TooManySavedAnswers,
    change_saved_answer,
    move_saved_answer,
    remove_saved_answer,
    save_answer,
)
from ideas.desk.saved_answer.forms import SavedAnswerForm
from ideas.desk.saved_answer.models import SavedAnswer
from ideas.desk.saved_answer.queries import all_saved_answers, find_saved_answer
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import expect_nothing, is_sent, read
from ideas.rim.steps import goes_up

bp = Blueprint("saved_answer", __name__)
position = Blueprint("saved_answer_position", __name__)

ONE = "<int:saved_id>"


@bp.get("/<brand>/desk/answers")
@staff(Role.PARTNER)
def index() -> ResponseReturnValue:
    """All of them in order; for moderators also the form for another."""
    return _list(SavedAnswerForm(None))


@bp.post("/<brand>/desk/answers")
@staff(Role.MODERATOR)
def create() -> ResponseReturnValue:
    """Save one."""
    form = read(SavedAnswerForm)
    if not is_sent(form):
        return _list(form, status=422)
    try:
        save_answer(g.brand, title=form.title.data, body=form.body.data, by=g.viewer.account, at=clock.now())
    except (BadSavedAnswer, SavedAnswerExists, TooManySavedAnswers) as refusal:
        form.refuse(refusal)
        return _list(form, status=422)
    flash(gettext("The answer is saved. Choose it wherever you answer an idea."), "success")
    return redirect(url_for("saved_answer.index"), 303)


@bp.get(f"/<brand>/desk/answers/{ONE}/edit")
@staff(Role.MODERATOR)
def edit(saved_id: int) -> ResponseReturnValue:
    """One of them."""
    saved = find_saved_answer(saved_id) or abort(404)
    return _one(saved, read(SavedAnswerForm, obj=saved))


@bp.post(f"/<brand>/desk/answers/{ONE}/edit")
@staff(Role.MODERATOR)
def update(saved_id: int) -> ResponseReturnValue:
    """Change it."""
    saved = find_saved_answer(saved_id) or abort(404)
    form = read(SavedAnswerForm)
    if not is_sent(form):
        return _one(saved, form, status=422)
    try:
        change_saved_answer(saved, title=form.title.data, body=form.body.data, by=g.viewer.account, at=clock.now())
    except (BadSavedAnswer, SavedAnswerExists) as refusal:
        form.refuse(refusal)
        return _one(saved, form, status=422)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("saved_answer.index"), 303)


@bp.post(f"/<brand>/desk/answers/{ONE}/delete")
@staff(Role.MODERATOR)
def destroy(saved_id: int) -> ResponseReturnValue:
    """Take it off the list."""
    expect_nothing()
    saved = find_saved_answer(saved_id) or abort(404)
    remove_saved_answer(saved, by=g.viewer.account, at=clock.now())
    flash(gettext("“%(title)s” is off the list. Answers that were written with it stay.", title=saved.title), "success")
    return redirect(url_for("saved_answer.index"), 303)


@position.post(f"/<brand>/desk/answers/{ONE}/position", endpoint="update")
@staff(Role.MODERATOR)
def update_position(saved_id: int) -> ResponseReturnValue:
    """One step up or down."""
    saved = find_saved_answer(saved_id) or abort(404)
    move_saved_answer(saved, up=goes_up(), by=g.viewer.account, at=clock.now())
    return redirect(url_for("saved_answer.index"), 303)


def _list(form: SavedAnswerForm, status: int = 200) -> ResponseReturnValue:
    return desk_page("desk/saved_answer/index.html", status=status, saved=all_saved_answers(), form=form)


def _one(saved: SavedAnswer, form: SavedAnswerForm, status: int = 200) -> ResponseReturnValue:
    return desk_page("desk/saved_answer/edit.html", status=status, saved=saved, form=form)
