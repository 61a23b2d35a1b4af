"""The merge table."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.community.merge.rules import MergeState


class Merge(BrandOwned, Model):
    """One merge of an idea into another: proposed to its author, done, refused by the author, or undone.

    `reason` is what staff said, `words` what the author answered, `decide_at` when the answer is no longer waited for.
    """

    __tablename__ = "merge"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "target_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_merge_idea_id", "idea_id"),
        Index("ix_merge_target_id", "target_id"),
        Index("ix_merge_brand_id_state_decide_at", "brand_id", "state", "decide_at"),
        Index(
            "ix_merge_open",
            "idea_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'done')"),
            postgresql_where=text("state IN ('asked', 'done')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int]
    target_id: Mapped[int]
    state: Mapped[MergeState] = mapped_column(enum_column(MergeState))
    reason: Mapped[str] = mapped_column(String(300), default="")
    words: Mapped[str] = mapped_column(String(300), default="", server_default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
    decide_at: Mapped[datetime | None]
    merged_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
