"""Reads of the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select

from ideas.base.db import db
from ideas.base.keyset import decode_cursor, encode_cursor
from ideas.spine.audit.models import AuditEntry, AuditHead

PAGE = 50
EXPORT_MAX = 50_000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which entries are asked for. `subjects` are the first words of kinds, such as «idea» in `idea.moved`."""

    subjects: tuple[str, ...] = ()
    account_id: int | None = None
    idea_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None


def list_entries(
    narrowed: Narrowed, *, after: str | None = None, limit: int = PAGE
) -> tuple[Sequence[AuditEntry], str | None]:
    """A page of the brand's log, the latest entry first, and the cursor of the next. Raises BadCursor."""
    found = _found(narrowed)
    if after is not None:
        (sequence,) = decode_cursor(after, int)
        found = found.where(AuditEntry.sequence < sequence)
    entries = db.session.scalars(found.limit(limit + 1)).all()
    more = len(entries) > limit
    return entries[:limit], encode_cursor(entries[limit - 1].sequence) if more else None


def latest_entries(narrowed: Narrowed, *, most: int = EXPORT_MAX) -> Sequence[AuditEntry]:
    """The latest entries, for a file."""
    return db.session.scalars(_found(narrowed).limit(most)).all()


def chain_end() -> AuditHead | None:
    """Where the brand's chain ends: its last hash, noted elsewhere, proves that nothing before it was changed."""
    return db.session.scalar(select(AuditHead))


def _found(narrowed: Narrowed) -> Select[Any]:
    found = select(AuditEntry).order_by(AuditEntry.sequence.desc())
    if narrowed.subjects:
        found = found.where(
            or_(*(AuditEntry.kind.startswith(f"{name}.", autoescape=True) for name in narrowed.subjects))
        )
    if narrowed.account_id is not None:
        found = found.where(AuditEntry.account_id == narrowed.account_id)
    if narrowed.idea_id is not None:
        found = found.where(AuditEntry.idea_id == narrowed.idea_id)
    if narrowed.since is not None:
        found = found.where(AuditEntry.created_at >= narrowed.since)
    if narrowed.before is not None:
        found = found.where(AuditEntry.created_at < narrowed.before)
    return found
