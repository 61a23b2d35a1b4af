"""Boards and the people who host them or were invited to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.community.board.rules import ANSWER_DAYS, ANSWER_VOTES, Access, Approval


class Board(BrandOwned, Model):
    """A place for ideas. Every idea is on one board.

    Its ideas are promised an answer within `answer_days`, or a day after they have `answer_votes`, whichever is first.
    """

    __tablename__ = "board"
    __table_args__ = (UniqueConstraint("brand_id", "slug"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(String(300), default="")
    access: Mapped[Access] = mapped_column(enum_column(Access), default=Access.PUBLIC)
    position: Mapped[int] = mapped_column(default=0)
    answer_days: Mapped[int] = mapped_column(default=ANSWER_DAYS, server_default=str(ANSWER_DAYS))
    answer_votes: Mapped[int | None] = mapped_column(default=ANSWER_VOTES, server_default=str(ANSWER_VOTES))
    idea_approval: Mapped[Approval] = mapped_column(
        enum_column(Approval, name="idea_approval"), default=Approval.NONE, server_default="none"
    )
    comment_approval: Mapped[Approval] = mapped_column(
        enum_column(Approval, name="comment_approval"), default=Approval.NONE, server_default="none"
    )
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


class AnswerPause(BrandOwned, Model):
    """A time in which the answer clock of a board stands still, such as a holiday: dated, public, never rewritten.

    `cut_at` ends it sooner than it was said (at its very start, where it was called off); what it was to be stays on record.
    """

    __tablename__ = "answer_pause"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "board_id"], ["board.brand_id", "board.id"], ondelete="CASCADE"),
        Index("ix_answer_pause_board_id_starts_at", "board_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cut_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]

    @property
    def over_at(self) -> datetime:
        """When the clock goes on."""
        return self.ends_at if self.cut_at is None else self.cut_at
