"""Reporting an idea."""

from flask import Blueprint, flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.html import trusted
from ideas.community.comment.models import Comment
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.rim.access import signed_in
from ideas.rim.forms import read
from ideas.rim.messages import message_of
from ideas.rim.paths import comment_path, path_to
from ideas.rim.throttle import spend
from ideas.rim.writing import carry_out
from ideas.trust.moderation.actions import (
    BadReport,
    CantReport,
    CaseClosed,
    check_can_report,
    has_reported,
    house_rules,
    report,
)
from ideas.trust.moderation.forms import ReportForm
from ideas.trust.posting.routes.comment import comment_or_404

bp = Blueprint("report", __name__)


@bp.get("/<brand>/ideas/<int:number>/report")
@signed_in
def new(number: int) -> ResponseReturnValue:
    """The form, for whose report can be taken."""
    return ask(number)


@bp.post("/<brand>/ideas/<int:number>/report")
@signed_in
def create(number: int) -> ResponseReturnValue:
    """Report it, once."""
    return save(number)


def ask(number: int, comment_id: int | None = None) -> ResponseReturnValue:
    """The form; or back to where it stands, with what makes a report needless."""
    idea, comment = _found(number, comment_id)
    thing, by = comment or idea, g.viewer.account
    try:
        check_can_report(thing, by)
    except CantReport as refusal:
        flash(message_of(refusal), "info")
        return redirect(comment_path(idea, comment))
    if has_reported(thing, by):
        flash(_reported_before(), "info")
        return redirect(comment_path(idea, comment))
    return show_form(idea, comment)


def save(number: int, comment_id: int | None = None) -> ResponseReturnValue:
    """Keep the report of an idea or of one of its comments, and say what comes next."""
    _found(number, comment_id)
    form = read(ReportForm)
    form.offer(house_rules(g.brand))
    if form.validate():
        spend("report", f"account:{g.viewer.account.id}")

    def keep() -> bool:
        idea, comment = _found(number, comment_id)
        rule = form.chosen(house_rules(g.brand))
        return report(idea, comment=comment, rule=rule, body=form.body.data, by=g.viewer.account, at=clock.now())

    done = carry_out(form, keep, BadReport, CantReport, CaseClosed)
    idea, comment = _found(number, comment_id)
    if done.refused:
        return show_form(idea, comment, form, status=done.refused)
    if done.value:
        flash(
            gettext(
                "Thank you. The people who run this community look at it, and you hear by mail what becomes of it."
            ),
            "success",
        )
    else:
        flash(_reported_before(), "info")
    return redirect(comment_path(idea, comment), 303)


def show_form(
    idea: Idea, comment: Comment | None, form: ReportForm | None = None, status: int = 200
) -> ResponseReturnValue:
    """The form on a page of its own, below what is reported."""
    rules = house_rules(g.brand)
    if form is None:
        form = ReportForm(None)
        form.offer(rules)
    return render_template(
        "trust/moderation/report.html",
        idea=idea,
        comment=comment,
        form=form,
        href=comment_path(idea, comment),
        hints={str(rule.id): rule.text for rule in rules if rule.text},
        action=path_to("comment_report.create", number=idea.number, comment_id=comment.id)
        if comment
        else path_to("report.create", number=idea.number),
        quoted=trusted(comment.body_html) if comment else "",
    ), status


def _found(number: int, comment_id: int | None) -> tuple[Idea, Comment | None]:
    idea = idea_or_404(number)
    return idea, comment_or_404(idea, comment_id) if comment_id is not None else None


def _reported_before() -> str:
    return str(gettext("You have reported this before. Your first report stands, and you will hear by mail."))
