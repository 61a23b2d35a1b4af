"""The pages of ideas: the list, one idea, a new one, an edit."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from ideas.base import clock
from ideas.base.diff import differences
from ideas.community.board.queries import find_board
from ideas.community.idea.actions import BadBody, BadTitle, EditsClosed, ReasonMissing, StaleEdit
from ideas.community.idea.drafts import find_draft, keep_draft
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_edit, is_author
from ideas.community.idea.routes.cards import card_html
from ideas.community.idea.routes.lookup import idea_or_404
from ideas.community.idea.rules import Visibility
from ideas.community.idea.tags import BadTags, TagGone, common_tags, read_tags, tags_of
from ideas.pages.idea_list.listing import show_list
from ideas.pages.idea_page.story import render_idea_page
from ideas.rim.access import BANNED, public, require, signed_in
from ideas.rim.addresses import safe_next
from ideas.rim.allowance import spend_today
from ideas.rim.drafts import draft_accepted
from ideas.rim.forms import is_sent, read
from ideas.rim.intent import keep_intent
from ideas.rim.pagecache import same_for_visitors
from ideas.rim.participation import participant
from ideas.rim.paths import idea_path
from ideas.rim.throttle import network, spend
from ideas.rim.writing import carry_out, writing
from ideas.trust.posting.actions import edit as edit_words
from ideas.trust.posting.actions import submit
from ideas.trust.posting.forms.idea import EditForm, StaffEditForm, SubmitForm
from ideas.trust.screening.actions import PostedAlready
from ideas.trust.screening.rules import Signals
from ideas.trust.screening.words import what_comes_next, why_it_waits

bp = Blueprint("idea", __name__)
bp.app_template_global("card_html")(card_html)


@bp.get("/<brand>/ideas")
@same_for_visitors
@public
def index() -> ResponseReturnValue:
    """The list of ideas."""
    return show_list()


@bp.get("/<brand>/ideas/<int:number>", defaults={"slug": ""})
@bp.get("/<brand>/ideas/<int:number>-<path:slug>")
@same_for_visitors
@public
def show(number: int, slug: str) -> ResponseReturnValue:
    """An idea and its story; a stale slug leads to the right address."""
    idea = idea_or_404(number)
    if slug != idea.slug:
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        return redirect(idea_path(idea) + query, 301)
    return render_idea_page(idea)


@bp.get("/<brand>/ideas/new")
@public
def new() -> ResponseReturnValue:
    """The form for a new idea: also for visitors, who sign in when they send it. Who is banned need not write it first."""
    require(not g.viewer.is_banned(clock.now()), BANNED)
    draft = find_draft(request.args.get("draft", ""), at=clock.now())
    values = {"title": draft.title, "body": draft.body, "tags": draft.tags, "board": draft.board} if draft else {}
    values.setdefault("board", request.args.get("board", ""))
    form = _submit_form(**values)
    form.begun_at = draft.created_at if draft else None
    return _show_new(form)


@bp.post("/<brand>/ideas")
@public
def create() -> ResponseReturnValue:
    """Share the idea; of a visitor, keep it until they have signed in."""
    form = _submit_form()
    if not is_sent(form):
        return _show_new(form), 422
    if not g.viewer.is_signed_in:
        return _keep_for_later(form)
    spend("idea", f"account:{g.viewer.account.id}")
    spend_today("idea")
    done = carry_out(form, lambda: _share(form), BadTitle, BadBody, BadTags, PostedAlready)
    if done.refused:
        return _show_new(form), done.refused
    idea = done.value
    draft_accepted(f"idea:{g.brand.slug}")
    flash(_thanks(idea), "info" if idea.visibility is Visibility.PENDING else "success")
    return redirect(idea_path(idea), 303)


@bp.get("/<brand>/ideas/<int:number>/edit")
@signed_in
def edit(number: int) -> ResponseReturnValue:
    """The form to change an idea's words."""
    idea = _editable_or_refuse(number)
    tags = ", ".join(tag.name for tag in tags_of([idea.id])[idea.id])
    return _show_edit(idea, _edit_form(idea, title=idea.title, body=idea.body, tags=tags, version=idea.version))


@bp.post("/<brand>/ideas/<int:number>/edit")
@signed_in
def update(number: int) -> ResponseReturnValue:
    """Save an edit; when somebody else saved first, say so and keep what was typed."""
    form = _edit_form(_editable_or_refuse(number))
    if not is_sent(form):
        return _show_edit(_editable_or_refuse(number), form), 422
    spend("edit", f"account:{g.viewer.account.id}")

    def change() -> Idea:
        return edit_words(
            _editable_or_refuse(number),
            brand=g.brand,
            title=form.title.data,
            body=form.body.data,
            tags=read_tags(form.tags.data),
            version=form.version.data or 0,
            by=participant(),
            at=clock.now(),
            reason=form.reason.data if isinstance(form, StaffEditForm) else "",
            signs=Signals(site=request.host),
        )

    done = carry_out(form, change, BadTitle, BadBody, BadTags, ReasonMissing, EditsClosed, StaleEdit, TagGone)
    if done.refused:
        return _show_edit(idea_or_404(number), form, is_stale=isinstance(done.value, StaleEdit)), done.refused
    draft_accepted(f"edit:{g.brand.slug}:{number}:{form.version.data}")
    flash(gettext("Your changes are saved; the words before are kept in the history."), "success")
    idea, edited = idea_or_404(number), done.value
    if edited.held_because is not None:
        flash(f"{why_it_waits(edited.held_because)} {what_comes_next(is_idea=True)}", "info")
    return redirect(idea_path(idea), 303)


def _share(form: SubmitForm) -> Idea:
    return submit(
        g.brand,
        board=find_board(g.viewer, form.board.data) or abort(404),
        title=form.title.data,
        body=form.body.data,
        tags=read_tags(form.tags.data),
        by=participant(),
        at=clock.now(),
        signs=form.signs,
    )


def _submit_form(**values: Any) -> SubmitForm:
    """The form as it was sent or as it begins. Nothing here for whoever sees no board to share an idea on."""
    boards = g.viewer.boards or abort(404)
    form = read(SubmitForm, **values)
    form.board.choices = {board.slug: board.name for board in boards}
    return form


def _thanks(idea: Idea) -> str:
    if idea.visibility is Visibility.PENDING:
        thanks = gettext("Thank you. Your idea is number %(number)s, and waits for approval.", number=idea.number)
        return f"{thanks} {why_it_waits(idea.held_because)}"
    return str(gettext("Thank you. Your idea is number %(number)s, and your vote for it counts.", number=idea.number))


def _show_new(form: SubmitForm) -> str:
    return render_template(
        "trust/posting/new.html",
        form=form,
        boards=g.viewer.boards,
        common_tags=common_tags(g.viewer, most=12),
        back=_back(),
    )


def _back() -> str:
    return safe_next(request.args.get("back")) or url_for("idea.index")


def _keep_for_later(form: SubmitForm) -> ResponseReturnValue:
    spend("draft", network())
    with writing():
        secret = keep_draft(
            g.brand,
            board=form.board.data,
            title=form.title.data,
            body=form.body.data,
            tags=form.tags.data,
            at=clock.now(),
        )
    keep_intent({"kind": "draft", "brand": g.brand.slug, "secret": secret})
    flash(gettext("Your idea is kept. Sign in, and you can share it with one click."), "info")
    return redirect(url_for("sign_in.new", next=url_for("idea.new")), 303)


def _editable_or_refuse(number: int) -> Idea:
    idea = idea_or_404(number)
    require(can_edit(g.viewer, idea), gettext("The words of this idea are settled, or it is not yours to change."))
    return idea


def _edit_form(idea: Idea, **values: Any) -> EditForm:
    as_author = is_author(g.viewer, idea) and idea.takes_edits
    return read(EditForm if as_author else StaffEditForm, **values)


def _show_edit(idea: Idea, form: EditForm, *, is_stale: bool = False) -> str:
    """The form; where somebody saved first, with what they saved, and ready to be saved over it."""
    changes = []
    if is_stale:
        saved = idea_or_404(idea.number)
        form.version.raw_data, form.version.data = None, saved.version
        changes = [differences(saved.title, form.title.data), differences(saved.body, form.body.data)]
    return render_template("trust/posting/edit.html", idea=idea, form=form, href=idea_path(idea), changes=changes)
