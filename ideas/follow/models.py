"""The follow table."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.db import BrandOwned, Model


class Follow(BrandOwned, Model):
    """This person hears of each answer to this idea and of each move."""

    __tablename__ = "follow"
    __table_args__ = (ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),)

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    created_at: Mapped[datetime]
