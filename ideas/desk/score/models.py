"""Criteria and scores."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class Criterion(BrandOwned, Model):
    """Something that ideas are scored by, and how much it weighs. A retired one counts no more."""

    __tablename__ = "criterion"
    __table_args__ = (UniqueConstraint("brand_id", "name"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    hint: Mapped[str] = mapped_column(String(200), default="")
    weight: Mapped[int] = mapped_column(default=1)
    position: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)


class Score(BrandOwned, Model):
    """What one staff member thinks of an idea by one criterion, from 1 to 5."""

    __tablename__ = "score"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "criterion_id"], ["criterion.brand_id", "criterion.id"], ondelete="CASCADE"),
        Index("ix_score_criterion_id", "criterion_id"),
    )

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    criterion_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]
    created_at: Mapped[datetime]
