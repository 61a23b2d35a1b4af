"""Saved answers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class SavedAnswer(BrandOwned, Model):
    """Words that staff use again, with places such as {author} for the idea's own."""

    __tablename__ = "saved_answer"
    __table_args__ = (UniqueConstraint("brand_id", "title"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
