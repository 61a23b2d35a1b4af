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
from ideas.rim.forms import expect_nothing, read
from ideas.rim.steps import goes_up
from ideas.rim.writing import carry_out, writing

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
    words = {"title": form.title.data, "body": form.body.data}
    done = carry_out(
        form,
        lambda: save_answer(g.brand, **words, by=g.viewer.account, at=clock.now()),
        BadSavedAnswer,
        SavedAnswerExists,
        TooManySavedAnswers,
    )
    if done.refused:
        return _list(form, status=done.refused)
    flash(gettext("The answer is saved. Choose it wherever you answer an idea."), "success")
    return redirect(url_for("saved_answer.index"), 303)


@bp.get(f"/<brand>/desk/answers/{ONE}/edit")
@staff(Role.MODERATOR)
def edit(saved_id: int) -> ResponseReturnValue:
    """One of them."""
    saved = _saved(saved_id)
    return _one(saved, read(SavedAnswerForm, obj=saved))


@bp.post(f"/<brand>/desk/answers/{ONE}/edit")
@staff(Role.MODERATOR)
def update(saved_id: int) -> ResponseReturnValue:
    """Change it."""
    form = read(SavedAnswerForm)
    words = {"title": form.title.data, "body": form.body.data}
    done = carry_out(
        form,
        lambda: change_saved_answer(_saved(saved_id), **words, by=g.viewer.account, at=clock.now()),
        BadSavedAnswer,
        SavedAnswerExists,
    )
    if done.refused:
        return _one(_saved(saved_id), form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("saved_answer.index"), 303)


@bp.post(f"/<brand>/desk/answers/{ONE}/delete")
@staff(Role.MODERATOR)
def destroy(saved_id: int) -> ResponseReturnValue:
    """Take it off the list."""
    expect_nothing()
    with writing():
        saved = _saved(saved_id)
        title = saved.title
        remove_saved_answer(saved, by=g.viewer.account, at=clock.now())
    flash(gettext("“%(title)s” is off the list. Answers that were written with it stay.", title=title), "success")
    return redirect(url_for("saved_answer.index"), 303)


@position.post(f"/<brand>/desk/answers/{ONE}/position", endpoint="update")
@staff(Role.MODERATOR)
def update_position(saved_id: int) -> ResponseReturnValue:
    """One step up or down."""
    up = goes_up()
    with writing():
        move_saved_answer(_saved(saved_id), up=up, by=g.viewer.account, at=clock.now())
    return redirect(url_for("saved_answer.index"), 303)


def _saved(saved_id: int) -> SavedAnswer:
    return find_saved_answer(saved_id) or abort(404)


def _list(form: SavedAnswerForm, status: int = 200) -> ResponseReturnValue:
    return desk_page("desk/saved_answer/index.html", status=status, saved=all_saved_answers(), form=form)


def _one(saved: SavedAnswer, form: SavedAnswerForm, status: int = 200) -> ResponseReturnValue:
    return desk_page("desk/saved_answer/edit.html", status=status, saved=saved, form=form)
