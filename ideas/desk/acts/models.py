"""Acts that can be undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class DeskAct(BrandOwned, Model):
    """One act at the desk, on one item or on many. `kind` is the act's name; `done` has an entry for each item, those that
    were done with a memento: what it takes to undo it."""

    __tablename__ = "desk_act"
    __table_args__ = (Index("ix_desk_act_brand_id_id", "brand_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    done: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
