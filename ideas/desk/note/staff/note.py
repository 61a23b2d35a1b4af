"""Notes between staff, on the idea that they are about."""

from flask import Blueprint, abort, g, redirect, render_template
from flask.typing import ResponseReturnValue

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.community.idea.routes.lookup import hosted_idea_or_404
from ideas.desk.note.actions import BadNote, remove_note, write_note
from ideas.desk.note.forms import NoteForm
from ideas.desk.note.queries import find_note
from ideas.desk.note.staff.panel import notes_of
from ideas.people.brand.rules import Role
from ideas.rim.access import staff
from ideas.rim.forms import expect_nothing, read
from ideas.rim.paths import idea_path
from ideas.rim.respond import respond, wants_fragment
from ideas.rim.throttle import spend
from ideas.rim.writing import carry_out, writing

bp = Blueprint("note", __name__)


@bp.post("/<brand>/ideas/<int:number>/notes")
@staff(Role.PARTNER)
def create(number: int) -> ResponseReturnValue:
    """Write one; the staff whom it mentions get a mail."""
    hosted_idea_or_404(number)
    form = read(NoteForm)
    if form.validate():
        spend("note", f"account:{g.viewer.account.id}")

    def write() -> None:
        idea = hosted_idea_or_404(number)
        write_note(idea, brand=g.brand, body=form.note.data, by=g.viewer.account, at=clock.now())

    done = carry_out(form, write, BadNote)
    idea = hosted_idea_or_404(number)
    if done.refused:
        return _again(idea, form)
    if wants_fragment():
        return render_template("desk/note/_notes.html", **notes_of(idea))
    return redirect(idea_path(idea, "notes"), 303)


@bp.post("/<brand>/ideas/<int:number>/notes/<int:note_id>/delete")
@staff(Role.PARTNER)
def destroy(number: int, note_id: int) -> ResponseReturnValue:
    """Take one's own back. Raises NoteStays."""
    expect_nothing()
    with writing():
        idea = hosted_idea_or_404(number)
        remove_note(find_note(note_id, idea) or abort(404), by=g.viewer.account, at=clock.now())
    return respond(idea_path(idea, "notes"), "desk/note/_notes.html", **notes_of(idea))


def _again(idea: Idea, form: NoteForm) -> ResponseReturnValue:
    """The notes with what is wrong with this one, alone on a page or as a fragment."""
    template = "desk/note/_notes.html" if wants_fragment() else "desk/note/index.html"
    return render_template(template, href=idea_path(idea), **notes_of(idea, form)), 422
