"""Who may take a note back. Whoever hosts the idea's board reads and writes them."""

from datetime import datetime

from ideas.desk.note.models import Note
from ideas.desk.note.rules import REGRET
from ideas.people.account.models import Account


def can_remove(note: Note, *, by: Account, at: datetime) -> bool:
    """Whether this person may take the note back now."""
    return note.account_id == by.id and at - note.created_at <= REGRET
