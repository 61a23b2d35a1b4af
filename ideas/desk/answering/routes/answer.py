"""Answering an idea without moving it, and bringing an answer up to date."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.diff import Part, differences
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_move
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.pipeline.actions import BadAnswer, StaleAnswer, answer_idea
from ideas.community.pipeline.forms import AnswerForm
from ideas.community.pipeline.queries import answer_revisions, find_answer
from ideas.desk.saved_answer.staff.picker import chosen_words, saved_choices
from ideas.people.brand.rules import Role
from ideas.rim.access import public, require, staff
from ideas.rim.drafts import draft_accepted
from ideas.rim.forms import read
from ideas.rim.paths import idea_path, requested_path
from ideas.rim.writing import carry_out

bp = Blueprint("answer", __name__)


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of the answer."""

    who: str
    at: datetime
    parts: list[Part]


@bp.get("/<brand>/ideas/<int:number>/answer")
@staff(Role.PARTNER)
def edit(number: int) -> ResponseReturnValue:
    """Write the answer, or change it."""
    idea = _answerable_or_refuse(number)
    answer = find_answer(idea)
    words = chosen_words(saved_choices(idea, requested_path())) or (answer.body if answer else "")
    form = AnswerForm(data={"answer": words, "version": answer.version if answer else 0})
    return _show(idea, form)


@bp.post("/<brand>/ideas/<int:number>/answer")
@staff(Role.PARTNER)
def update(number: int) -> ResponseReturnValue:
    """Pin the answer; when somebody else saved first, say so and keep what was typed."""
    _answerable_or_refuse(number)
    form = read(AnswerForm)

    def answer() -> None:
        answer_idea(
            _answerable_or_refuse(number),
            brand=g.brand,
            body=form.answer.data,
            by=g.viewer.account,
            at=clock.now(),
            version=form.version.data or 0,
        )

    done = carry_out(form, answer, BadAnswer, StaleAnswer)
    idea = _answerable_or_refuse(number)
    if done.refused:
        return _show(idea, form, is_stale=isinstance(done.value, StaleAnswer)), done.refused
    draft_accepted(f"answer:{g.brand.slug}:{idea.number}")
    flash(gettext("Your answer is pinned to the idea, and whoever follows it is told."), "success")
    return redirect(idea_path(idea, "answer"), 303)


history = Blueprint("answer_revision", __name__)


@history.get("/<brand>/ideas/<int:number>/answer/revisions")
@public
def index(number: int) -> ResponseReturnValue:
    """How the answer changed, the latest edit first."""
    idea = idea_or_404(number)
    answer = find_answer(idea)
    changes, body = [], answer.body if answer else ""
    for revision, account in answer_revisions(idea):
        who = account.display_name if account else gettext("Former member")
        changes.append(Change(who, revision.replaced_at, differences(revision.body, body)))
        body = revision.body
    return render_template(
        "community/pipeline/answer_revisions.html", idea=idea, href=idea_path(idea, "answer"), changes=changes
    )


def _answerable_or_refuse(number: int) -> Idea:
    idea = idea_or_404(number)
    require(can_move(g.viewer, idea), gettext("You answer ideas on the boards that you host; this is on another one."))
    return idea


def _show(idea: Idea, form: AnswerForm, *, is_stale: bool = False) -> str:
    """The form; where somebody saved first, with what they saved, and ready to be saved over it."""
    answer, changes = find_answer(idea), None
    if is_stale:
        form.version.raw_data, form.version.data = None, answer.version if answer else 0
        changes = differences(answer.body if answer else "", form.answer.data)
    return render_template(
        "desk/answering/answer.html",
        idea=idea,
        form=form,
        href=idea_path(idea),
        answer=answer,
        changes=changes,
        saved=saved_choices(idea, requested_path()),
    )
