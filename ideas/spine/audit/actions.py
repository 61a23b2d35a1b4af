"""Adding to the audit log: the only thing that can be done to it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ideas.base.at_commit import AtCommit
from ideas.base.db import brand_scope, db, insert_ignoring
from ideas.spine.audit.models import AuditEntry, AuditHead
from ideas.spine.audit.rules import FIRST_HASH, REASON_MAX, entry_hash

Values = dict[str, Any]


def append(
    kind: str,
    *,
    brand_id: int,
    by: int | None,
    at: datetime,
    board_id: int | None,
    idea_id: int | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str,
) -> None:
    """Add an entry at the end of the brand's chain when the transaction commits. `activity.actions.record` calls this.

    The end of the chain is the last row that a transaction locks, and is locked only for the commit.
    """
    _CHAIN.add(
        {
            "brand_id": brand_id,
            "kind": kind,
            "account_id": by,
            "board_id": board_id,
            "idea_id": idea_id,
            "before": _plain(before),
            "after": _plain(after),
            "reason": reason[:REASON_MAX],
            "created_at": at,
        }
    )


def _append_all(entries: Sequence[Values]) -> None:
    by_brand: dict[int, list[Values]] = defaultdict(list)
    for values in entries:
        by_brand[values["brand_id"]].append(values)
    for brand_id, its_entries in sorted(by_brand.items()):
        with brand_scope(brand_id):
            _append_to_chain(brand_id, its_entries)


def _append_to_chain(brand_id: int, entries: Sequence[Values]) -> None:
    head = _lock_head(brand_id)
    for values in entries:
        values = {**values, "sequence": head.sequence + 1}
        entry = AuditEntry(**values, previous_hash=head.hash, hash=entry_hash(head.hash, **values))
        db.session.add(entry)
        head.sequence, head.hash = entry.sequence, entry.hash
    db.session.flush()


_CHAIN = AtCommit(order=100, work=_append_all)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the database will give them back, so that the hash can be worked out again."""
    plain: dict[str, Any] = json.loads(json.dumps(dict(values), default=str))
    return plain


def _lock_head(brand_id: int) -> AuditHead:
    locked = (
        select(AuditHead)
        .where(AuditHead.brand_id == brand_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    head = db.session.scalar(locked)
    if head is None:
        insert_ignoring(AuditHead, brand_id=brand_id, sequence=0, hash=FIRST_HASH)
        head = db.session.scalars(locked).one()
    return head
