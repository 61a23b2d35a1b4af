"""Acting on one item or on many; and the list of what was done lately, each with its undo."""

from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from ideas.base import clock
from ideas.base.keyset import decode_cursor, encode_cursor
from ideas.base.refusal import Refusal
from ideas.desk.acts.act import Desk
from ideas.desk.acts.every import ACTS, BadAct, find_act
from ideas.desk.acts.items import BadRef, Ref, find_items, read_ref
from ideas.desk.acts.perform import ActRequest, Outcome, perform, prepare
from ideas.desk.acts.undo import can_undo
from ideas.desk.inbox.forms import ActForm, act_form
from ideas.desk.inbox.log import list_acts
from ideas.desk.inbox.staff.inbox import Asked, read_asked, show_desk
from ideas.desk.inbox.staff.summary import Message, message_of_outcome
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.addresses import safe_next
from ideas.rim.desk_frame import desk_page
from ideas.rim.forms import is_sent, read
from ideas.rim.messages import message_of
from ideas.rim.paths import requested_path
from ideas.rim.respond import wants_fragment
from ideas.rim.writing import render_ahead, writing

bp = Blueprint("desk_act", __name__)


@bp.get("/<brand>/desk/acts")
@staff(Role.PARTNER)
def index() -> ResponseReturnValue:
    """What was done at the desk, the latest first."""
    after = request.args.get("after")
    before_id = int(decode_cursor(after, int)[0]) if after else None
    acts, last_id = list_acts(g.viewer, before_id=before_id)
    now = clock.now()
    return desk_page(
        "desk/inbox/acts.html",
        acts=acts,
        words={act.name: act.done for act in ACTS},
        undoable={act.id for act in acts if can_undo(act.row, at=now)},
        more=f"{requested_path()}?after={encode_cursor(last_id)}" if last_id else None,
    )


@bp.post("/<brand>/desk/acts")
@staff(Role.PARTNER)
def create() -> ResponseReturnValue:
    """Do it, and go on to the next item; where it can't be done, say why in place and keep what was typed."""
    form = read(act_form())
    asked = _came_from(form)
    if not is_sent(form):
        return _refused(asked, form, [error for errors in form.errors.values() for error in errors], 422)
    try:
        asked_for = _read_request(form)
        render_ahead(form)
        prepare(asked_for)
        with writing():
            desk = Desk(brand=g.brand, viewer=g.viewer, by=g.viewer.account, at=clock.now())
            outcome = perform(asked_for, desk=desk)
    except BadRef:
        raise
    except Refusal as refusal:
        return _refused(asked, form, [message_of(refusal)], refusal.status)
    if outcome.act is None:
        return _not_done(asked, form, outcome)
    return _go_on(asked, form, outcome, many=len(asked_for.refs) > 1)


def _read_request(form: ActForm) -> ActRequest:
    """Which act on what. Raises BadAct, BadRef."""
    act = find_act(form.act.data)
    refs = [read_ref(token) for token in form.item.data or ()]
    if not refs:
        raise BadAct("Nothing is selected.")
    return ActRequest(act.name, refs, form.typed(act.fields))


def _go_on(asked: Asked, form: ActForm, outcome: Outcome, *, many: bool) -> ResponseReturnValue:
    """To what comes next; what was not done stays selected."""
    assert outcome.act is not None
    left = _fresh([one.ref for one in outcome.refused])
    what = message_of_outcome(outcome, left=len(left))
    if wants_fragment():
        asked = Asked(asked.filters, asked.query, None, left)
        return show_desk(asked, said=what, prefer=[form.next.data or "-"])
    if left:
        asked = Asked(asked.filters, asked.query, None, left)
        return show_desk(asked, said=what)
    return redirect(asked.href(item=form.next.data or None, done=str(outcome.act.id)), 303)


def _not_done(asked: Asked, form: ActForm, outcome: Outcome) -> ResponseReturnValue:
    """Nothing was done: the item stays open, as it is now, and says why. Several stay selected."""
    status = {one.refusal.status for one in outcome.refused}
    refs = [one.ref for one in outcome.refused]
    asked = Asked(asked.filters, asked.query, refs[0] if len(refs) == 1 else None, tuple(refs) if len(refs) > 1 else ())
    return show_desk(
        asked, said=message_of_outcome(outcome), failed=form, status=status.pop() if len(status) == 1 else 409
    )


def _refused(asked: Asked, form: ActForm, sentences: list[str], status: int) -> ResponseReturnValue:
    what = Message(
        sentences[0] if sentences else gettext("That did not work."), kind="error", more=tuple(sentences[1:])
    )
    return show_desk(asked, said=what, failed=form, status=status)


def _came_from(form: ActForm) -> Asked:
    """The list that the form was sent from, and what was open or selected there."""
    back = safe_next(form.back.data) or ""
    values = MultiDict(parse_qsl(urlsplit(back).query)[:60])
    tokens = form.item.data or []
    for key in ("item", "selected"):
        values.poplist(key)
    if len(tokens) == 1:
        values.add("item", tokens[0])
    else:
        for token in tokens:
            values.add("selected", token)
    return read_asked(values)


def _fresh(refs: list[Ref]) -> tuple[Ref, ...]:
    """What was not done but is still there."""
    there = find_items(refs)
    return tuple(ref for ref in refs if ref in there and there[ref].waits)
