"""The audit log's entries, and where each brand's chain ends."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class AuditEntry(BrandOwned, Model):
    """One act of staff. Triggers refuse to change or delete it; `hash` covers it and the entry before.

    It points at nothing by a key, so that nothing that goes takes it along: `account_id`, `idea_id`, `board_id` are the
    numbers as they were. `before` and `after` hold ids and short values.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("brand_id", "sequence"),
        Index("ix_audit_entry_brand_id_kind_sequence", "brand_id", "kind", "sequence"),
        Index("ix_audit_entry_brand_id_account_id_sequence", "brand_id", "account_id", "sequence"),
        Index("ix_audit_entry_brand_id_idea_id_sequence", "brand_id", "idea_id", "sequence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="RESTRICT"))
    sequence: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[int | None]
    board_id: Mapped[int | None]
    idea_id: Mapped[int | None]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime]
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditHead(BrandOwned, Model):
    """Where a brand's chain ends: locked by whoever adds to it, so that entries come one after the other."""

    __tablename__ = "audit_head"

    brand_id: Mapped[int] = mapped_column(
        ForeignKey("brand.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    sequence: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
