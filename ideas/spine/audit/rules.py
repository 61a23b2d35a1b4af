"""How an entry of the audit log is hashed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

REASON_MAX = 500
FIRST_HASH = bytes(32)


def entry_hash(
    previous: bytes,
    *,
    brand_id: int,
    sequence: int,
    kind: str,
    account_id: int | None,
    board_id: int | None,
    idea_id: int | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str,
    created_at: datetime,
) -> bytes:
    """SHA-256 of the hash before, and of the entry as JSON with sorted keys: 32 bytes.

    Whoever changes, drops or puts in an entry would have to change every later one too, and the chain's end, which a
    brand can note elsewhere.
    """
    entry = {
        "brand": brand_id,
        "sequence": sequence,
        "kind": kind,
        "account": account_id,
        "board": board_id,
        "idea": idea_id,
        "before": before,
        "after": after,
        "reason": reason,
        "at": created_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    text = json.dumps(entry, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()
