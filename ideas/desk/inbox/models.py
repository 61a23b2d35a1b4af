"""Who is at which item of the desk."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class DeskPresence(BrandOwned, Model):
    """Who has which item of the desk open, and when they were last seen there."""

    __tablename__ = "desk_presence"
    __table_args__ = (Index("ix_desk_presence_brand_id_item", "brand_id", "item"),)

    brand_id: Mapped[int] = mapped_column(
        ForeignKey("brand.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    item: Mapped[str] = mapped_column(String(40))
    seen_at: Mapped[datetime]
