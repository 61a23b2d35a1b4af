"""What came from where, so that a second import changes nothing."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class Imported(BrandOwned, Model):
    """A row of a source and the idea or comment that it became."""

    __tablename__ = "imported"
    __table_args__ = (
        UniqueConstraint("brand_id", "kind", "source", "source_id"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["idea_id", "comment_id"], ["comment.idea_id", "comment.id"], ondelete="CASCADE"),
        Index("ix_imported_idea_id", "idea_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(60))
    source_id: Mapped[str] = mapped_column(String(120))
    idea_id: Mapped[int]
    comment_id: Mapped[int | None] = mapped_column(index=True)
    imported_at: Mapped[datetime]
