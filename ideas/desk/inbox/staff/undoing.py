"""Undoing an act of the desk."""

from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, abort, flash, g, redirect
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import StringField

from ideas.base import clock
from ideas.base.refusal import Forbidden, Refusal
from ideas.desk.acts.act import Desk, NotThere
from ideas.desk.acts.perform import Outcome
from ideas.desk.acts.undo import undo, words_to_put_back
from ideas.desk.inbox.staff.inbox import read_asked, show_desk
from ideas.desk.inbox.staff.summary import Message, message_of_undo
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.addresses import safe_next
from ideas.rim.forms import Form, read
from ideas.rim.messages import message_of
from ideas.rim.paths import path_to
from ideas.rim.respond import wants_fragment
from ideas.rim.writing import render_text_ahead, writing

bp = Blueprint("desk_undo", __name__)


class UndoForm(Form):
    """The list that was open."""

    back = StringField()


@bp.post("/<brand>/desk/acts/<int:act_id>/undo")
@staff(Role.PARTNER)
def create(act_id: int) -> ResponseReturnValue:
    """Undo what was done, as far as nobody has gone on from there; what can't be undone says why."""
    form = read(UndoForm)
    for words in words_to_put_back(act_id):
        render_text_ahead(words)
    try:
        with writing():
            desk = Desk(brand=g.brand, viewer=g.viewer, by=g.viewer.account, at=clock.now())
            outcome = undo(act_id, desk=desk)
    except NotThere:
        abort(404)
    except Forbidden:
        raise
    except Refusal as refusal:
        return _answer(form, Message(message_of(refusal), kind="error"), refusal.status, None)
    what = message_of_undo(outcome)
    return _answer(form, what, 200 if outcome.done else 409, outcome)


def _answer(form: UndoForm, what: Message, status: int, outcome: Outcome | None) -> ResponseReturnValue:
    """For a script the desk with what came back open; else back to where the button stood."""
    back = safe_next(form.back.data) or path_to("desk_act.index")
    if wants_fragment():
        asked = read_asked(MultiDict(parse_qsl(urlsplit(back).query)[:60]))
        return show_desk(
            asked, said=what, status=status, prefer=[str(one.ref) for one in outcome.done] if outcome else ()
        )
    flash(" ".join((what.sentence, *what.more)), "success" if status == 200 else "error")
    return redirect(back, 303)
