"""Notes."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.base.db import BrandOwned, Model
from ideas.people.account.models import Account


class Note(BrandOwned, Model):
    """What staff tell each other about an idea. Never public."""

    __tablename__ = "note"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_note_idea_id_id", "idea_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    render_version: Mapped[int]
    created_at: Mapped[datetime]

    account: Mapped[Account | None] = relationship(lazy="raise")
