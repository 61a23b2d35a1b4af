"""Cases: what people report, and the decision about it."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.html import trusted
from ideas.community.comment.actions import CommentGone
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import read
from ideas.rim.paths import idea_path
from ideas.rim.respond import wants_fragment
from ideas.rim.writing import carry_out
from ideas.trust.moderation.actions import (
    AlreadyBanned,
    AlreadyLimited,
    BadFacts,
    CantBan,
    CaseClosed,
    OwnCase,
    RuleMissing,
    decide_case,
    house_rules,
    quote_comments,
)
from ideas.trust.moderation.cases import CaseView, case_view, waiting_cases
from ideas.trust.moderation.forms import CaseForm
from ideas.trust.moderation.rules import CaseAct

bp = Blueprint("case", __name__)

ONE = "<int:case_id>"
REFUSALS = (
    RuleMissing,
    BadFacts,
    CantBan,
    OwnCase,
    CaseClosed,
    AlreadyLimited,
    AlreadyBanned,
    CommentGone,
)


@bp.get("/<brand>/desk/reports")
@staff(Role.PARTNER)
def index() -> ResponseReturnValue:
    """The open cases of the viewer's boards, the oldest first; for a script only the next ones."""
    found = waiting_cases(g.viewer, after=request.args.get("after"))
    more = url_for("case.index", after=found.after) if found.after else None
    if wants_fragment():
        return render_template("trust/moderation/_cases.html", rows=found.rows, more=more)
    return desk_page("trust/moderation/cases.html", rows=found.rows, more=more)


@bp.get(f"/<brand>/desk/reports/{ONE}")
@staff(Role.PARTNER)
def show(case_id: int) -> ResponseReturnValue:
    """One case, open or decided."""
    view = _case_or_404(case_id)
    return _page(view, _form(view))


@bp.post(f"/<brand>/desk/reports/{ONE}")
@staff(Role.PARTNER)
def update(case_id: int) -> ResponseReturnValue:
    """Decide it."""
    view = _case_or_404(case_id)
    form = _form(view)
    if form.act.data == "dismiss":
        form.relax()
    if view.case.closed_at is not None:
        form.form_errors.append(_too_late(view))
        return _page(view, form, status=409)
    quote_comments([view.comment.id] if view.comment is not None else [])
    now = clock.now()

    def decide() -> None:
        decide_case(
            _case_or_404(case_id).case,
            act=CaseAct(form.act.data),
            rule=form.chosen(house_rules(g.brand)),
            facts=form.facts.data,
            until=form.until(now),
            by=g.viewer.account,
            at=now,
        )

    done = carry_out(form, decide, *REFUSALS)
    if done.refused:
        return _page(_case_or_404(case_id), form, status=done.refused)
    flash(gettext("It is decided, and whoever reported it is told."), "success")
    return redirect(url_for("case.index"), 303)


def _case_or_404(case_id: int) -> CaseView:
    return case_view(case_id, g.viewer, at=clock.now()) or abort(404)


def _form(view: CaseView) -> CaseForm:
    form = read(CaseForm)
    form.offer(house_rules(g.brand))
    may_ban = g.viewer.is_moderator and view.membership is not None and not view.membership.role.is_staff
    form.offer_acts(on_comment=view.comment is not None, may_ban=may_ban and view.ban is None)
    return form


def _too_late(view: CaseView) -> str:
    name = view.closed_by or gettext("Somebody")
    return str(gettext("%(name)s has decided this case meanwhile. Nothing was changed.", name=name))


def _page(view: CaseView, form: CaseForm, status: int = 200) -> ResponseReturnValue:
    anchor = f"comment-{view.comment.id}" if view.comment is not None else ""
    return desk_page(
        "trust/moderation/case.html",
        status=status,
        view=view,
        form=form,
        href=idea_path(view.idea, anchor),
        body=trusted(view.comment.body_html if view.comment is not None else view.idea.body_html),
    )
