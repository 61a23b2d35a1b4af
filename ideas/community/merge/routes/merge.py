"""Merging an idea into another: finding the other one, seeing what it does, doing it, undoing it."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.base.text import one_line
from ideas.community.duplicate.queries import like_ideas
from ideas.community.idea.family import canonical_of
from ideas.community.idea.listing import Filters, list_ideas, read_words
from ideas.community.idea.models import Idea
from ideas.community.idea.queries import find_idea
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.merge.actions import CantMerge, give_up_merge, merge_ideas, refuse_merge, undo_merge
from ideas.community.merge.forms import MergeForm
from ideas.community.merge.models import Merge
from ideas.community.merge.policy import can_merge
from ideas.community.merge.queries import find_canonical, forecast, last_refusal, latest_merge
from ideas.community.merge.routes.views import view_merge
from ideas.community.merge.rules import MergeState, read_number
from ideas.community.stage.queries import all_stages
from ideas.people.brand.rules import Role
from ideas.rim.access import require, staff
from ideas.rim.forms import expect_nothing, is_sent, read
from ideas.rim.messages import message_of
from ideas.rim.paths import idea_path
from ideas.rim.writing import writing

bp = Blueprint("merge", __name__)

CANDIDATES = 8
WORDS_MAX = 200


@bp.get("/<brand>/ideas/<int:number>/merge")
@staff(Role.PARTNER)
def new(number: int) -> ResponseReturnValue:
    """Look for the other idea; with one chosen, what the merge would do. Of a merged idea, how to undo it."""
    idea = _own_or_refuse(number)
    if latest_merge(idea) is not None:
        return _show_merge(idea)
    chosen = request.args.get("into", type=int)
    form = read(MergeForm, into=chosen)
    return _show(idea, form, _chosen(chosen))


@bp.post("/<brand>/ideas/<int:number>/merge")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Merge them, or ask the author first."""
    form = read(MergeForm)
    _both(number, form)
    if not is_sent(form):
        return _show(*_both(number, form)), 422
    try:
        with writing():
            idea, _, into = _both(number, form)
            merge = merge_ideas(idea, into, by=g.viewer.account, at=clock.now(), reason=form.reason.data)
    except CantMerge as refusal:
        form.form_errors.append(message_of(refusal))
        return _show(*_both(number, form)), refusal.status
    flash(_done(merge), "success")
    return redirect(idea_path(idea), 303)


@bp.post("/<brand>/ideas/<int:number>/merge/delete")
@staff(Role.PARTNER)
def destroy(number: int) -> ResponseReturnValue:
    """Undo the merge, or ask the author no longer."""
    expect_nothing()
    with writing():
        idea = _own_or_refuse(number)
        merge = latest_merge(idea) or abort(404)
        if merge.state is MergeState.ASKED:
            give_up_merge(merge, by=g.viewer.account, at=clock.now())
            told = gettext("The question is taken back; nothing was merged.")
        else:
            undo_merge(merge, by=g.viewer.account, at=clock.now())
            told = gettext("The merge is undone: each idea has the votes that were cast for it.")
    flash(told, "success")
    return redirect(idea_path(idea), 303)


def _both(number: int, form: MergeForm) -> tuple[Idea, MergeForm, Idea]:
    """The idea, the form, and the idea that it becomes: what the page shows. Else 404, or 403 for another board's."""
    idea = _own_or_refuse(number)
    into = _chosen(form.into.data) or abort(404)
    require(
        can_merge(g.viewer, into), gettext("You merge ideas on the boards that you host; the other one is on another.")
    )
    return idea, form, into


def _own_or_refuse(number: int) -> Idea:
    idea = idea_or_404(number)
    require(can_merge(g.viewer, idea), gettext("You merge ideas on the boards that you host; this is on another one."))
    return idea


def _chosen(number: int | None) -> Idea | None:
    """The canonical idea of the one with this number, if this viewer may see it."""
    named = find_idea(number, viewer=g.viewer) if number else None
    return find_canonical(named, viewer=g.viewer) if named is not None else None


def _show(idea: Idea, form: MergeForm, chosen: Idea | None) -> str:
    asked = one_line(request.args.get("q", ""))[:WORDS_MAX]
    return render_template(
        "community/merge/new.html",
        idea=idea,
        href=idea_path(idea),
        form=form,
        chosen=chosen,
        q=asked,
        chosen_href=idea_path(chosen) if chosen else None,
        effect=_effect(idea, chosen) if chosen else None,
        found=_found(idea, asked) if asked and chosen is None else None,
        alike=like_ideas(idea.id, viewer=g.viewer) if chosen is None else (),
        refused=last_refusal(idea),
        stages={stage.id: stage for stage in all_stages()},
    )


def _show_merge(idea: Idea) -> str:
    return render_template("community/merge/show.html", idea=idea, href=idea_path(idea), merge=view_merge(idea))


def _effect(idea: Idea, chosen: Idea) -> dict[str, Any]:
    """What merging would do, or why it can't be done."""
    if chosen.id == idea.id or canonical_of(chosen) == idea.id:
        return {"problem": gettext("An idea can't be merged into itself.")}
    if not can_merge(g.viewer, chosen):
        return {"problem": gettext("You merge ideas on the boards that you host; the other one is on another.")}
    try:
        refuse_merge(idea, chosen)
    except Refusal as refusal:
        return {"problem": message_of(refusal)}
    asks = g.brand.asks_before_merge and idea.author_id not in (None, g.viewer.account.id, chosen.author_id)
    return {"problem": None, "forecast": forecast(idea, chosen), "asks": asks}


def _found(idea: Idea, asked: str) -> list[Any]:
    number = read_number(asked)
    if number is not None:
        named = _chosen(number)
        return [named] if named is not None and named.id != idea.id else []
    page = list_ideas(g.viewer, Filters(words=read_words(asked)), limit=CANDIDATES + 1)
    return [card for card in page.cards if card.id != idea.id][:CANDIDATES]


def _done(merge: Merge) -> str:
    if merge.state is MergeState.ASKED:
        return str(gettext("The author is asked by mail. You can read the answer here, or take the question back."))
    return str(gettext("Merged. Its author and followers hear of it in a few minutes, unless you undo it before."))
