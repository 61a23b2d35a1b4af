"""What an author is asked before their idea is merged, and their answer."""

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Conflict
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import is_author
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.merge.actions import CantMerge, decide_merge, give_up_merge
from ideas.community.merge.forms import QuestionForm
from ideas.community.merge.models import Merge
from ideas.community.merge.queries import open_merge
from ideas.community.merge.routes.views import view_merge
from ideas.rim.access import require, signed_in
from ideas.rim.forms import read
from ideas.rim.paths import idea_path
from ideas.rim.writing import carry_out

bp = Blueprint("merge_question", __name__)


class Settled(Conflict):
    """The question was answered or taken back meanwhile."""


@bp.get("/<brand>/ideas/<int:number>/merge-question")
@signed_in
def new(number: int) -> ResponseReturnValue:
    """Both ideas, and what merging them means."""
    idea, merge = _asked(number)
    if merge is None:
        flash(_settled(), "info")
        return redirect(idea_path(idea))
    return _show(idea, read(QuestionForm))


@bp.post("/<brand>/ideas/<int:number>/merge-question")
@signed_in
def create(number: int) -> ResponseReturnValue:
    """Yes merges them now, no leaves both as they are."""
    form = read(QuestionForm)
    agrees = form.agrees.data == "yes"
    done = carry_out(form, lambda: _decide(number, agrees=agrees, words=form.words.data), Settled)
    if done.refused:
        return _show(_asked(number)[0], form), done.refused
    if done.value:
        flash(_thanks(agrees), "success")
    else:
        flash(gettext("Thank you. The other idea can't take yours any more, so both stay as they are."), "info")
    return redirect(idea_path(_asked(number)[0]), 303)


def _decide(number: int, *, agrees: bool, words: str) -> bool:
    """Do as the author says. False where the other idea can't take this one any more: then the question is given up."""
    _, merge = _asked(number)
    if merge is None:
        raise Settled(_settled())
    try:
        decide_merge(merge, agrees=agrees, by=g.viewer.account, at=clock.now(), words=words)
    except CantMerge:
        give_up_merge(merge, by=None, at=clock.now())
        return False
    return True


def _asked(number: int) -> tuple[Idea, Merge | None]:
    idea = idea_or_404(number)
    require(is_author(g.viewer, idea), gettext("Only the author of this idea is asked."))
    return idea, open_merge(idea)


def _show(idea: Idea, form: QuestionForm) -> str:
    return render_template(
        "community/merge/question.html", idea=idea, href=idea_path(idea), form=form, merge=view_merge(idea)
    )


def _settled() -> str:
    return str(gettext("This question is settled. The page of your idea says how."))


def _thanks(agrees: bool) -> str:
    if agrees:
        return str(gettext("Thank you. Your idea is merged, and its votes count for the other one too."))
    return str(gettext("Thank you. Your idea stays as it is, and the people who asked can read why."))
