"""An idea's notes as they stand beside it for whoever hosts its board."""

from typing import Any

from flask import g

from ideas.base import clock
from ideas.community.idea.models import Idea
from ideas.desk.note.forms import NoteForm
from ideas.desk.note.policy import can_remove
from ideas.desk.note.queries import notes_on


def notes_of(idea: Idea, form: NoteForm | None = None) -> dict[str, Any]:
    """For `note/_notes.html`."""
    now, found = clock.now(), notes_on(idea)
    mine = {note.id for note in found if can_remove(note, by=g.viewer.account, at=now)}
    return {"idea": idea, "notes": found, "my_notes": mine, "note_form": form or NoteForm(None)}
