"""The stages of the pipeline: named, ordered, connected, and taken out without losing an idea."""

from flask import Blueprint, abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.community.pipeline.stages import StageGone, can_take_all, change_stage, retire_stage, stage_counts
from ideas.community.stage.actions import StageExists, create_stage
from ideas.community.stage.forms import PHASE_HINTS, PHASE_WORDS, RemovalForm, StageForm
from ideas.community.stage.models import Stage
from ideas.community.stage.queries import all_stages, find_stage, routes_between
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import Form, read
from ideas.rim.settings_frame import settings_page
from ideas.rim.writing import carry_out

bp = Blueprint("stage", __name__)


@bp.get("/<brand>/settings/stages")
@staff(Role.OWNER)
def index() -> ResponseReturnValue:
    """All stages in order, where each leads, and how many ideas are in it."""
    stages = all_stages()
    names = {stage.id: stage.name for stage in stages}
    ways: dict[int, list[str]] = {stage.id: [] for stage in stages}
    for start, end in sorted(routes_between(), key=lambda way: list(names).index(way[1])):
        ways[start].append(names[end])
    return settings_page(
        "community/stage/stages.html", stages=stages, ways=ways, counts=stage_counts(), words=PHASE_WORDS
    )


@bp.get("/<brand>/settings/stages/new")
@staff(Role.OWNER)
def new() -> ResponseReturnValue:
    """The form for another stage."""
    return _new_page(_form())


@bp.post("/<brand>/settings/stages")
@staff(Role.OWNER)
def create() -> ResponseReturnValue:
    """Add it at the end."""
    form = _form()
    done = carry_out(
        form, lambda: create_stage(g.brand, form.shape(), by=g.viewer.account, at=clock.now()), StageExists
    )
    if done.refused:
        return _new_page(form, status=done.refused)
    flash(gettext("The stage is there, at the end. Move it to where it belongs."), "success")
    return redirect(url_for("stage.index"), 303)


@bp.get("/<brand>/settings/stages/<stage>/edit")
@staff(Role.OWNER)
def edit(stage: str) -> ResponseReturnValue:
    """One stage."""
    found = _stage(stage)
    return _page(found, _filled(found))


@bp.post("/<brand>/settings/stages/<stage>/edit")
@staff(Role.OWNER)
def update(stage: str) -> ResponseReturnValue:
    """Change it."""
    form = _form(_stage(stage))
    done = carry_out(
        form,
        lambda: change_stage(_stage(stage), form.shape(), by=g.viewer.account, at=clock.now()),
        Refusal,
        but=StageGone,
    )
    if done.refused:
        return _page(_stage(stage), form, status=done.refused)
    flash(gettext("Your changes are saved."), "success")
    return redirect(url_for("stage.index"), 303)


@bp.post("/<brand>/settings/stages/<stage>/delete")
@staff(Role.OWNER)
def destroy(stage: str) -> ResponseReturnValue:
    """Take it out; its ideas go to another stage in the same step."""
    form = _removal_form(_stage(stage))

    def retire() -> str:
        found = _stage(stage)
        return _farewell(found, retire_stage(found, find_stage(form.into.data), by=g.viewer.account, at=clock.now()))

    done = carry_out(form, retire, Refusal, but=StageGone)
    if done.refused:
        found = _stage(stage)
        return _page(found, _filled(found), removal=form, status=done.refused)
    flash(done.value, "success")
    return redirect(url_for("stage.index"), 303)


def _stage(slug: str) -> Stage:
    return find_stage(slug) or abort(404)


def _farewell(stage: Stage, moved: int) -> str:
    if not moved:
        return str(gettext("The stage “%(name)s” is gone.", name=stage.name))
    return str(
        ngettext(
            "The stage “%(name)s” is gone; %(num)s idea was moved.",
            "The stage “%(name)s” is gone; %(num)s ideas were moved.",
            moved,
            name=stage.name,
        )
    )


def _form(stage: Stage | None = None) -> StageForm:
    form = read(StageForm)
    form.offer(other for other in all_stages() if stage is None or other.id != stage.id)
    return form


def _filled(stage: Stage) -> StageForm:
    """The form as the stage is now, whatever was sent."""
    ways = routes_between()
    form = StageForm(
        None,
        obj=stage,
        leads_to=[end for start, end in ways if start == stage.id],
        comes_from=[start for start, end in ways if end == stage.id],
    )
    form.offer(other for other in all_stages() if other.id != stage.id)
    return form


def _removal_form(stage: Stage, *, sent: bool = True) -> RemovalForm:
    form = read(RemovalForm) if sent else RemovalForm(None)
    targets = {other.slug: other.name for other in all_stages() if can_take_all(other, stage)}
    form.into.choices = {"": str(gettext("Choose a stage")), **targets}
    return form


def _new_page(form: StageForm, status: int = 200) -> ResponseReturnValue:
    return settings_page("community/stage/stage_new.html", status=status, form=form, phase_hints=PHASE_HINTS)


def _page(stage: Stage, form: StageForm, *, removal: Form | None = None, status: int = 200) -> ResponseReturnValue:
    return settings_page(
        "community/stage/stage.html",
        status=status,
        stage=stage,
        form=form,
        phase_hints=PHASE_HINTS,
        removal=removal or _removal_form(stage, sent=False),
        ideas=stage_counts().get(stage.id, 0),
    )
