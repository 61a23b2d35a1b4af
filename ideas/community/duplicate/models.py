"""Likely duplicates."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class LikelyDuplicate(BrandOwned, Model):
    """Two ideas whose titles share so many words that somebody should look. `idea_id` is the younger one."""

    __tablename__ = "likely_duplicate"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "other_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_likely_duplicate_other_id", "other_id"),
        Index(
            "ix_likely_duplicate_waiting",
            "board_id",
            "found_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    other_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    board_id: Mapped[int]
    likeness: Mapped[float]
    found_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
