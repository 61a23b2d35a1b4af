"""What ideas are scored by: a list that moderators keep."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.desk.score.actions import (
    BadCriterion,
    CriterionExists,
    add_criterion,
    change_criterion,
    move_criterion,
    set_up_criteria,
)
from ideas.desk.score.forms import CriterionForm, EditCriterionForm
from ideas.desk.score.models import Criterion
from ideas.desk.score.queries import all_criteria, find_criterion
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import expect_nothing, read
from ideas.rim.steps import goes_up
from ideas.rim.writing import carry_out, writing

bp = Blueprint("criterion", __name__)
position = Blueprint("criterion_position", __name__)
usual = Blueprint("usual_criteria", __name__)

ONE = "<int:criterion_id>"


@bp.get("/<brand>/desk/criteria")
@staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """All of them, and the form for another."""
    return _list(CriterionForm(None))


@bp.post("/<brand>/desk/criteria")
@staff(Role.MODERATOR)
def create() -> ResponseReturnValue:
    """Add one."""
    form = read(CriterionForm)
    done = carry_out(
        form,
        lambda: add_criterion(g.brand, by=g.viewer.account, at=clock.now(), **_values(form)),
        CriterionExists,
        BadCriterion,
    )
    if done.refused:
        return _list(form, status=done.refused)
    flash(gettext("The criterion is there. Scores that were given before stay as they are."), "success")
    return redirect(url_for("criterion.index"), 303)


@bp.get(f"/<brand>/desk/criteria/{ONE}/edit")
@staff(Role.MODERATOR)
def edit(criterion_id: int) -> ResponseReturnValue:
    """One of them."""
    criterion = _criterion(criterion_id)
    form = read(
        EditCriterionForm,
        name=criterion.name,
        hint=criterion.hint,
        weight=str(criterion.weight),
        is_used=not criterion.is_retired,
    )
    return _one(criterion, form)


@bp.post(f"/<brand>/desk/criteria/{ONE}/edit")
@staff(Role.MODERATOR)
def update(criterion_id: int) -> ResponseReturnValue:
    """Change it; every idea's score follows."""
    form = read(EditCriterionForm)

    def change() -> None:
        is_retired = not form.is_used.data
        change_criterion(
            _criterion(criterion_id), is_retired=is_retired, by=g.viewer.account, at=clock.now(), **_values(form)
        )

    done = carry_out(form, change, CriterionExists, BadCriterion)
    if done.refused:
        return _one(_criterion(criterion_id), form, status=done.refused)
    flash(gettext("Your changes are saved, and the scores follow them."), "success")
    return redirect(url_for("criterion.index"), 303)


@position.post(f"/<brand>/desk/criteria/{ONE}/position", endpoint="update")
@staff(Role.MODERATOR)
def update_position(criterion_id: int) -> ResponseReturnValue:
    """One step up or down."""
    up = goes_up()
    with writing():
        move_criterion(_criterion(criterion_id), up=up, by=g.viewer.account, at=clock.now())
    return redirect(url_for("criterion.index"), 303)


@usual.post("/<brand>/desk/criteria/usual", endpoint="create")
@staff(Role.MODERATOR)
def create_usual() -> ResponseReturnValue:
    """Begin with the usual four."""
    expect_nothing()
    with writing():
        set_up_criteria(g.brand, by=g.viewer.account, at=clock.now())
    return redirect(url_for("criterion.index"), 303)


def _criterion(criterion_id: int) -> Criterion:
    return find_criterion(criterion_id) or abort(404)


def _values(form: CriterionForm) -> dict[str, Any]:
    return {"name": form.name.data, "hint": form.hint.data, "weight": int(form.weight.data)}


def _list(form: CriterionForm, status: int = 200) -> ResponseReturnValue:
    return desk_page("desk/score/criteria.html", status=status, criteria=all_criteria(), form=form)


def _one(criterion: Criterion, form: EditCriterionForm, status: int = 200) -> ResponseReturnValue:
    return desk_page("desk/score/criterion.html", status=status, criterion=criterion, form=form)
