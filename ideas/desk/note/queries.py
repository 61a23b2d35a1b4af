"""Reads of notes. Ask first whether the viewer hosts the idea's board."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ideas.base import html
from ideas.base.db import db
from ideas.community.idea.models import Idea
from ideas.desk.note.models import Note
from ideas.desk.note.rules import SHOWN_MAX
from ideas.people.account.models import Account
from ideas.people.brand.models import Membership


def notes_on(idea: Idea) -> Sequence[Note]:
    """The last notes on the idea, oldest first, with who wrote them."""
    last = select(Note).options(joinedload(Note.account)).where(Note.idea_id == idea.id)
    return db.session.scalars(last.order_by(Note.id.desc()).limit(SHOWN_MAX)).all()[::-1]


def find_note(note_id: int, idea: Idea) -> Note | None:
    return db.session.scalar(select(Note).where(Note.id == note_id, Note.idea_id == idea.id))


def mentioned_in(note: Note) -> Sequence[tuple[Membership, Account]]:
    """The members whom the note mentions, but for its writer. Whether each may read it is for the caller to ask."""
    handles = sorted(html.mentioned_handles(note.body))[:50]
    rows = db.session.execute(
        select(Membership, Account)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.handle.in_(handles), Membership.account_id != note.account_id)
        .order_by(Account.id)
    )
    return list(rows)
