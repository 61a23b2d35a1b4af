"""The vote table."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from ideas.db import BrandOwned, Model


class Vote(BrandOwned, Model):
    """One person's support for one idea: the primary key lets nobody vote twice."""

    __tablename__ = "vote"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_vote_account_id_idea_id", "account_id", "idea_id"),
        Index("ix_vote_idea_id_created_at", "idea_id", "created_at"),
    )

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    created_at: Mapped[datetime]
