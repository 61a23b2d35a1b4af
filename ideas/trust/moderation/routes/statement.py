"""Statements: the decisions about the person who looks, each with its reasons and the way to object."""

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.community.idea.policy import can_see
from ideas.people.account.models import Account
from ideas.rim.access import signed_in
from ideas.rim.paths import idea_path
from ideas.rim.respond import wants_fragment
from ideas.trust.moderation.forms import AppealForm
from ideas.trust.moderation.models import Appeal, Statement
from ideas.trust.moderation.queries import can_be_decided, find_statement, statements_about
from ideas.trust.moderation.rules import APPEAL_WITHIN

bp = Blueprint("statement", __name__)


@bp.get("/<brand>/statements")
@signed_in
def index() -> ResponseReturnValue:
    """The decisions about the viewer, or for a script only the next ones."""
    found = statements_about(g.viewer.account.id, after=request.args.get("after"))
    more = url_for("statement.index", after=found.after) if found.after else None
    template = "trust/moderation/_statements.html" if wants_fragment() else "trust/moderation/statements.html"
    return render_template(template, rows=found.rows, more=more)


@bp.get("/<brand>/statements/<int:statement_id>")
@signed_in
def show(statement_id: int) -> ResponseReturnValue:
    """One of them, to whom it is about and to the people who run the board."""
    return show_statement(*statement_or_404(statement_id), AppealForm(None))


def statement_or_404(statement_id: int) -> tuple[Statement, Appeal | None, Idea | None]:
    """The statement, its appeal and its idea; nothing here for whom neither it nor the board concerns."""
    found = find_statement(statement_id) or abort(404)
    statement, _, idea = found
    is_about = statement.account_id is not None and statement.account_id == g.viewer.account_id
    runs_it = g.viewer.is_moderator or (idea is not None and g.viewer.hosts(idea.board_id))
    if not (is_about or runs_it):
        abort(404)
    return found


def show_statement(
    statement: Statement, appeal: Appeal | None, idea: Idea | None, form: AppealForm, status: int = 200
) -> ResponseReturnValue:
    """The page of a statement, with the form to appeal for whom it is about."""
    is_mine, now = statement.account_id == g.viewer.account_id, clock.now()
    open_until = statement.created_at + APPEAL_WITHIN
    is_open = is_mine and appeal is None and not statement.is_lifted and now <= open_until
    return render_template(
        "trust/moderation/statement.html",
        statement=statement,
        appeal=appeal,
        idea=idea,
        form=form,
        is_mine=is_mine,
        href=_href(statement, idea),
        open_until=open_until,
        is_open=is_open,
        can_be_decided=can_be_decided(statement) if is_open or (appeal and not appeal.decided_at) else True,
        decided_by=_name(statement.decided_by_id) if g.viewer.is_staff else None,
    ), status


def _href(statement: Statement, idea: Idea | None) -> str | None:
    """Where the thing is, if the viewer may see it."""
    if idea is None or not can_see(g.viewer, idea):
        return None
    return idea_path(idea, f"comment-{statement.comment_id}" if statement.comment_id else "")


def _name(account_id: int | None) -> str | None:
    account = db.session.get(Account, account_id) if account_id else None
    return account.display_name if account else None
