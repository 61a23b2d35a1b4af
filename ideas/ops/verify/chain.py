"""The audit log's check: each brand's chain worked out again, and the triggers that keep it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select, text

from ideas.base.db import db, is_postgres
from ideas.spine.audit.models import AuditEntry, AuditHead
from ideas.spine.audit.rules import FIRST_HASH, entry_hash

BATCH = 1_000
_COLUMNS = tuple(AuditEntry.__table__.columns)
_REFUSES = "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
_RAISES = "BEGIN RAISE EXCEPTION 'the audit log is append-only'; END"
_SAME_PLACE = "SELECT 1 FROM audit_entry WHERE id = NEW.id OR (brand_id = NEW.brand_id AND sequence = NEW.sequence)"
# What each guard must be. On PostgreSQL: when it is called (the bits of `pg_trigger.tgtype`), and what it does then.
GUARDS: dict[bool, dict[str, str]] = {
    True: {"audit_entry_append_only": f"27 {_RAISES}", "audit_entry_no_truncate": f"34 {_RAISES}"},
    False: {
        "audit_entry_no_update": f"CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry {_REFUSES}",
        "audit_entry_no_delete": f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry {_REFUSES}",
        "audit_entry_no_replace": "CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry"
        f" WHEN EXISTS ({_SAME_PLACE}) {_REFUSES}",
    },
}
_FOUND = {
    True: """
        SELECT tgname, concat_ws(' ', tgtype, trim(prosrc), tgqual, nullif(tgattr::text, ''))
        FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE tgrelid = 'audit_entry'::regclass AND tgenabled IN ('O', 'A')
    """,
    False: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'",
}


def broken_chains(now: datetime) -> Iterator[str]:
    """Entries that are not what they were when they were written, are missing, or were put in later."""
    heads = {head.brand_id: head for head in db.session.scalars(select(AuditHead).order_by(AuditHead.brand_id))}
    brands = sorted({*heads, *db.session.scalars(select(AuditEntry.brand_id).distinct())})
    for brand_id in brands:
        yield from _walk(brand_id, heads.get(brand_id))


def missing_guards(now: datetime) -> Iterator[str]:
    """Triggers that should refuse to change the log and are not there, sleep, or were put there in their stead."""
    there: dict[str, str] = dict(db.session.execute(text(_FOUND[is_postgres()])).all())
    for name, what in GUARDS[is_postgres()].items():
        if name not in there:
            yield f"the trigger {name} is missing or off: the audit log could be changed"
        elif " ".join(there[name].split()) != what:
            yield f"the trigger {name} is not the one that keeps the audit log: it could be changed"


def _walk(brand_id: int, head: AuditHead | None) -> Iterator[str]:
    sequence, previous = 0, FIRST_HASH
    page = select(*_COLUMNS).where(AuditEntry.brand_id == brand_id).order_by(AuditEntry.sequence).limit(BATCH)
    while entries := db.session.execute(page.where(AuditEntry.sequence > sequence)).all():
        for entry in entries:
            name = f"entry {entry.sequence} of brand {brand_id}"
            if entry.sequence != sequence + 1:
                yield f"{name} follows entry {sequence}: one is missing"
            if entry.previous_hash != previous:
                yield f"{name} is not chained to the one before it"
            if entry.hash != _hash_of(entry):
                yield f"{name} was changed after it was written"
            sequence, previous = entry.sequence, entry.hash
    if head is None or (head.sequence, head.hash) != (sequence, previous):
        end = "nowhere" if head is None else f"at entry {head.sequence}"
        yield f"the chain of brand {brand_id} should end {end}, and ends at entry {sequence}"


def _hash_of(entry: Any) -> bytes:
    return entry_hash(
        entry.previous_hash,
        brand_id=entry.brand_id,
        sequence=entry.sequence,
        kind=entry.kind,
        account_id=entry.account_id,
        board_id=entry.board_id,
        idea_id=entry.idea_id,
        before=entry.before,
        after=entry.after,
        reason=entry.reason,
        created_at=entry.created_at,
    )
