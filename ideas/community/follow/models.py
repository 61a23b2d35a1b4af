"""Follows, and the news that followers are being told."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model
from ideas.spine.outbox.work import Leased


class Follow(BrandOwned, Model):
    """This person hears of each answer to this idea and of each move."""

    __tablename__ = "follow"
    __table_args__ = (ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),)

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    created_at: Mapped[datetime]


class News(BrandOwned, Leased, Model):
    """An activity that an idea's followers are being told, a batch at a time: `after_id` is the last account that was.

    The row goes once everybody has been told; activities stay as long as their brand.
    """

    __tablename__ = "news"
    __table_args__ = (Index("ix_news_next_at", "next_at"), Index("ix_news_brand_id", "brand_id"))

    activity_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    after_id: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    problem: Mapped[str | None] = mapped_column(String(300))
