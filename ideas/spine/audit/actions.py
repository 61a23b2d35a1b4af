"""Adding to the audit log: the only thing that can be done to it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ideas.base.db import db, insert_ignoring
from ideas.base.last import leave_for_last
from ideas.spine.audit.models import AuditEntry, AuditHead
from ideas.spine.audit.rules import FIRST_HASH, REASON_MAX, entry_hash

# Its turn among the last things: after everything else.
CHAIN = "z chain"


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
    """Add an entry at the end of the brand's chain, which stays locked until the transaction ends.

    `activity.actions.record` calls this; the chain is the last thing that an act locks, so that acts never wait for each
    other in a circle. An act on many things adds the entries of all of them at its end (`kit.last`).
    """
    values: dict[str, Any] = {
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
    leave_for_last(CHAIN, lambda: _add(values))


def _add(values: dict[str, Any]) -> None:
    head = _lock_head(values["brand_id"])
    values = {**values, "sequence": head.sequence + 1}
    entry = AuditEntry(**values, previous_hash=head.hash, hash=entry_hash(head.hash, **values))
    db.session.add(entry)
    head.sequence, head.hash = entry.sequence, entry.hash
    db.session.flush()


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the database will give them back, so that the hash can be worked out again."""
    plain: dict[str, Any] = json.loads(json.dumps(dict(values), default=str))
    return plain


def _lock_head(brand_id: int) -> AuditHead:
    held = (
        select(AuditHead)
        .where(AuditHead.brand_id == brand_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    head = db.session.scalar(held)
    if head is None:
        insert_ignoring(AuditHead, brand_id=brand_id, sequence=0, hash=FIRST_HASH)
        head = db.session.scalars(held).one()
    return head
