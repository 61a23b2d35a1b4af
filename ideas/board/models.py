"""Boards and the people who host them or were invited to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.board.rules import Access
from ideas.db import BrandOwned, Model, enum_column


class Board(BrandOwned, Model):
    """A place for ideas. Every idea is on one board."""

    __tablename__ = "board"
    __table_args__ = (UniqueConstraint("brand_id", "slug"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(String(300), default="")
    access: Mapped[Access] = mapped_column(enum_column(Access), default=Access.PUBLIC)
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class BoardMember(BrandOwned, Model):
    """A person on a board: a guest of an invited board, or a host, who answers there."""

    __tablename__ = "board_member"
    __table_args__ = (
        UniqueConstraint("board_id", "account_id"),
        ForeignKeyConstraint(["brand_id", "board_id"], ["board.brand_id", "board.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["brand_id", "account_id"], ["membership.brand_id", "membership.account_id"], ondelete="CASCADE"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    is_host: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
