"""Votes chosen by staff: the filter, what it takes in and would change, and then declaring them false."""

from datetime import UTC, datetime, time
from typing import Any

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from ideas.base import clock
from ideas.base.refusal import Refusal
from ideas.community.board.queries import find_board
from ideas.community.idea.queries import find_idea
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import read
from ideas.rim.writing import carry_out
from ideas.trust.fraud.actions import void_chosen
from ideas.trust.fraud.choosing import Choice, check_unchanged, chosen_votes, effects_of_choice, network_of_group
from ideas.trust.fraud.forms import ChoiceForm, ChosenForm
from ideas.trust.fraud.models import VoteAlert
from ideas.trust.fraud.queries import find_alert
from ideas.trust.fraud.rules import Signal
from ideas.trust.fraud.staff import words
from ideas.trust.moderation.actions.statement import check_facts
from ideas.trust.moderation.false_votes import state_reasons

bp = Blueprint("vote_choice", __name__)


class NothingThere(Refusal):
    """The filter names something that is not here."""


@bp.get("/<brand>/desk/votes/find")
@staff(Role.MODERATOR)
def new() -> ResponseReturnValue:
    """The filter, and once it says something, what it takes in."""
    form = _with_boards(ChoiceForm(formdata=request.args))
    if not request.args or not form.validate():
        return _page(form, status=422 if request.args else 200)
    return _preview(form, ChosenForm(formdata=None, facts=words.facts_of(Signal.STAFF)))


@bp.post("/<brand>/desk/votes/find")
@staff(Role.MODERATOR)
def create() -> ResponseReturnValue:
    """Declare them false, if they are still those that were shown."""
    form = _with_boards(read(ChosenForm))
    done = carry_out(form, lambda: _declare_false(form), Refusal)
    if done.refused:
        return _preview(form, form, status=done.refused)
    alert, people = done.value
    flash(ngettext("Done. %(num)s person is told why.", "Done. %(num)s people are told why.", people), "success")
    return redirect(url_for("vote_alert.show", alert_id=alert.id), 303)


def _declare_false(form: ChosenForm) -> tuple[VoteAlert, int]:
    """Declare the chosen votes false, and tell their people; how many those are. Raises what refuses it."""
    choice = _choice(form)
    votes = chosen_votes(choice)
    check_unchanged(votes, form.expected.data)
    facts, by, at = check_facts(form.facts.data), g.viewer.account, clock.now()
    alert = void_chosen(
        g.brand.id, votes, chosen_by=_told(form), board_id=choice.board_id, by=by, at=at, reason=facts[:500]
    )
    people = sorted({account_id for _, account_id in votes})
    state_reasons(alert, people, facts=facts, by=by, at=at)
    return alert, len(people)


def _preview(form: ChoiceForm, sending: ChosenForm, *, status: int = 200) -> ResponseReturnValue:
    try:
        choice = _choice(form)
        votes = chosen_votes(choice)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(form, status=refusal.status)
    return _page(
        form,
        status=status,
        votes=votes,
        people={account_id for _, account_id in votes},
        effects=effects_of_choice(choice),
        sending=sending,
        kept=_kept(form),
    )


def _page(form: ChoiceForm, *, status: int = 200, **context: Any) -> ResponseReturnValue:
    return desk_page("trust/fraud/choice.html", status=status, form=form, **{"votes": None, **context})


def _with_boards(form: Any) -> Any:
    form.board.choices = [("", gettext("Any board")), *((board.slug, board.name) for board in g.viewer.boards)]
    return form


def _choice(form: ChoiceForm) -> Choice:
    """What the form says, in ids. Raises NothingThere."""
    return Choice(
        board_id=_board_id(form),
        idea_id=_idea_id(form),
        network=_network(form),
        domain=form.domain.data.lower().lstrip("@"),
        since=_moment(form.since.data),
        until=_moment(form.until.data),
        born_since=_moment(datetime.combine(form.born.data, time()) if form.born.data else None),
    )


def _board_id(form: ChoiceForm) -> int | None:
    if not form.board.data:
        return None
    board = find_board(g.viewer, form.board.data)
    if board is None:
        raise NothingThere(gettext("There is no such board."), field="board")
    return int(board.id)


def _idea_id(form: ChoiceForm) -> int | None:
    if not form.idea.data:
        return None
    idea = find_idea(form.idea.data, viewer=g.viewer)
    if idea is None:
        raise NothingThere(gettext("There is no idea of this number."), field="idea")
    return int(idea.id)


def _network(form: ChoiceForm) -> str | None:
    if not form.alert.data and not form.group.data:
        return None
    alert = find_alert(form.alert.data or 0, viewer=g.viewer)
    network = network_of_group(alert, form.group.data.upper()) if alert is not None else None
    if network is None:
        raise NothingThere(
            gettext("No alert has this number, or its page shows no network of this letter."), field="group"
        )
    return network


def _moment(value: datetime | None) -> datetime | None:
    return value.replace(tzinfo=UTC) if value is not None else None


def _kept(form: ChoiceForm) -> dict[str, str]:
    """The filter as it was typed, for the second form."""
    return {
        field.name: field._value() if hasattr(field, "_value") else field.data or ""
        for field in form
        if field.name in _NAMES
    }


def _told(form: ChoiceForm) -> dict[str, str]:
    """The filter in words, kept with the act."""
    return {str(form[name].label.text): value for name, value in _kept(form).items() if value}


_NAMES = ("board", "idea", "alert", "group", "domain", "since", "until", "born")
