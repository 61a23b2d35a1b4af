"""Acts that can be undone, and who is at which item."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class DeskAct(BrandOwned, Model):
    """One press of a button at the desk, on one item or on many, with what it takes to undo it."""

    __tablename__ = "desk_act"
    __table_args__ = (Index("ix_desk_act_brand_id_id", "brand_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    done: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)


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
