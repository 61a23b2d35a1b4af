"""The activity table."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model
from ideas.spine.outbox.work import Leased


class Activity(BrandOwned, Leased, Model):
    """One thing that happened. Never changed but for its fan-out columns, which say who still has to hear of it."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_idea_id_id", "idea_id", "id"),
        Index("ix_activity_brand_id_id", "brand_id", "id"),
        Index(
            "ix_activity_waiting",
            "brand_id",
            "id",
            sqlite_where=text("fanned_out_at IS NULL AND parked_at IS NULL"),
            postgresql_where=text("fanned_out_at IS NULL AND parked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id", ondelete="SET NULL"), index=True)
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    detail: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    fanned_out_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(String(300))
