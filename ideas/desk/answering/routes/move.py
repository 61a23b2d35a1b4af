"""Moving an idea along, with an answer in the same act."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_move
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.pipeline.actions import BadAnswer, NoSuchWay, ReasonMissing, StaleMove, move_idea
from ideas.community.pipeline.checklist import ChecklistOpen, NotOnTheList, checklist_of
from ideas.community.pipeline.forms import MoveForm
from ideas.community.pipeline.queries import find_answer
from ideas.community.stage.models import DeclineReason, Stage
from ideas.community.stage.queries import next_stages, open_reasons
from ideas.desk.saved_answer.staff.picker import chosen_words, saved_choices
from ideas.people.brand.rules import Role
from ideas.rim.access import require, staff
from ideas.rim.drafts import draft_accepted
from ideas.rim.forms import read
from ideas.rim.paths import idea_path, requested_path
from ideas.rim.writing import carry_out

bp = Blueprint("move", __name__)


@bp.get("/<brand>/ideas/<int:number>/move")
@staff(Role.PARTNER)
def new(number: int) -> ResponseReturnValue:
    """Choose where the idea goes, and say why."""
    idea = _movable_or_refuse(number)
    form = _form(idea, open_reasons())
    form.stage_version.data, form.stage.data = idea.stage_version, request.args.get("to")
    form.answer.data = chosen_words(saved_choices(idea, requested_path())) or ""
    return _show(idea, form)


@bp.post("/<brand>/ideas/<int:number>/move")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Move it, unless somebody was faster."""
    idea = _movable_or_refuse(number)
    reasons = open_reasons()
    form = _form(idea, reasons)
    stage_seen = form.stage_version.data or 0
    if stage_seen != idea.stage_version:
        return _too_late(idea, reasons)
    try:
        done = carry_out(
            form,
            lambda: _tick_and_move(number, form, stage_seen),
            NoSuchWay,
            NotOnTheList,
            ChecklistOpen,
            ReasonMissing,
            BadAnswer,
        )
    except StaleMove:
        return _too_late(idea_or_404(number), open_reasons())
    idea = idea_or_404(number)
    if done.refused:
        return _show(idea, form), done.refused
    draft_accepted(f"move:{g.brand.slug}:{number}")
    flash(gettext("The idea has moved, and whoever follows it is told."), "success")
    return redirect(idea_path(idea), 303)


def _tick_and_move(number: int, form: MoveForm, stage_seen: int) -> None:
    """One act: where the move is refused, nothing is ticked either."""
    idea = _movable_or_refuse(number)
    move_idea(
        idea,
        brand=g.brand,
        to=_chosen(idea, form),
        stage_version=stage_seen,
        by=g.viewer.account,
        at=clock.now(),
        ticks=form.ticks.data or (),
        answer=form.answer.data,
        reason=_reason(form, open_reasons()),
        explanation=form.explanation.data,
    )


def _movable_or_refuse(number: int) -> Idea:
    idea = idea_or_404(number)
    require(can_move(g.viewer, idea), gettext("You move ideas on the boards that you host; this is on another one."))
    return idea


def _form(idea: Idea, reasons: Any, *, kept: MoveForm | None = None) -> MoveForm:
    form = read(MoveForm) if kept is None else kept
    form.stage.choices = {stage.slug: stage.name for stage in next_stages(idea.stage_id)}
    form.reason.choices = {"": gettext("Choose a reason"), **{str(reason.id): reason.label for reason in reasons}}
    return form


def _too_late(idea: Idea, reasons: Any) -> ResponseReturnValue:
    """409: say where the idea is now, and keep what was typed."""
    form = _form(idea, reasons)
    form.stage_version.raw_data, form.stage_version.data = None, idea.stage_version
    form.form_errors.append(
        gettext(
            "Somebody moved this idea meanwhile: it is now in “%(stage)s”. Nothing was changed.", stage=idea.stage.name
        )
    )
    return _show(idea, form), 409


def _show(idea: Idea, form: MoveForm) -> str:
    return render_template(
        "desk/answering/move.html",
        idea=idea,
        form=form,
        href=idea_path(idea),
        stages=next_stages(idea.stage_id),
        answer=find_answer(idea),
        back=requested_path(),
        checklist=checklist_of(idea),
        saved=saved_choices(idea, requested_path()),
    )


def _chosen(idea: Idea, form: MoveForm) -> Stage:
    chosen = next((stage for stage in next_stages(idea.stage_id) if stage.slug == form.stage.data), None)
    if chosen is None:
        raise NoSuchWay(gettext("Somebody changed the stages meanwhile; choose again."), field="stage")
    return chosen


def _reason(form: MoveForm, reasons: Any) -> DeclineReason | None:
    return next((reason for reason in reasons if str(reason.id) == form.reason.data), None)
