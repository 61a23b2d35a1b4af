"""Writing a note, and taking it back."""

from datetime import datetime

from sqlalchemy import delete

from ideas.base import html
from ideas.base.db import db
from ideas.base.refusal import Forbidden, Refusal
from ideas.base.text import many_lines
from ideas.community.idea.actions import lock_idea, render_body
from ideas.community.idea.models import Idea
from ideas.community.idea.story import record_on
from ideas.desk.note.models import Note
from ideas.desk.note.policy import can_remove
from ideas.desk.note.rules import BODY_MAX
from ideas.people.account.models import Account
from ideas.people.brand.models import Brand


class BadNote(Refusal):
    """The note is empty or too long."""


class NoteStays(Forbidden):
    """Only whoever wrote a note takes it back, and only while it is fresh."""


def write_note(idea: Idea, *, brand: Brand, body: str, by: Account, at: datetime) -> Note:
    """Add a note. The staff whom it mentions are told once, by mail. Raises BadNote."""
    body = many_lines(body)
    if not 0 < len(body) <= BODY_MAX:
        raise BadNote(
            "A note has 1 to %(most)s characters; this has %(size)s.", field="note", most=BODY_MAX, size=len(body)
        )
    lock_idea(idea.id, shared=True)
    note = Note(
        brand_id=idea.brand_id,
        idea_id=idea.id,
        account_id=by.id,
        body=body,
        body_html=render_body(brand, body),
        render_version=html.RENDER_VERSION,
        created_at=at,
    )
    db.session.add(note)
    db.session.flush()
    record_on("note.created", idea, by=by, at=at, detail={"note_id": note.id})
    return note


def remove_note(note: Note, *, by: Account, at: datetime) -> None:
    """Take back a note of one's own within a day. Raises NoteStays."""
    if not can_remove(note, by=by, at=at):
        raise NoteStays("You can take back your own notes, within a day. Others may have acted on this one.")
    idea = lock_idea(note.idea_id, shared=True)
    gone = db.session.execute(delete(Note).where(Note.id == note.id).returning(Note.id)).first()
    if gone is not None:
        record_on(
            "note.removed", idea, by=by, at=at, detail={"note_id": note.id}, before={"note_id": note.id}, after={}
        )
