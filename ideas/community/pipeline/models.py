"""Moves, answers and the answers' earlier versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.base.db import BrandOwned, Model
from ideas.people.account.models import Account


class Move(BrandOwned, Model):
    """One change of an idea's stage. `version` is the idea's `stage_version` that it moved: of two at once, one wins.

    The stages' names are kept as they were, so that the story stays true when a stage is renamed or goes.
    """

    __tablename__ = "move"
    __table_args__ = (
        UniqueConstraint("idea_id", "version"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["brand_id", "reason_id"], ["decline_reason.brand_id", "decline_reason.id"], ondelete="RESTRICT"
        ),
        Index("ix_move_brand_id_reason_id", "brand_id", "reason_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int]
    version: Mapped[int]
    from_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id", ondelete="SET NULL"), index=True)
    to_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id", ondelete="SET NULL"), index=True)
    from_name: Mapped[str] = mapped_column(String(40))
    to_name: Mapped[str] = mapped_column(String(40))
    to_phase: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    reason_id: Mapped[int | None]
    explanation: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    account: Mapped[Account | None] = relationship(lazy="raise")


class Answer(BrandOwned, Model):
    """The brand's pinned official response to an idea."""

    __tablename__ = "answer"
    __table_args__ = (ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),)

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    render_version: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship(lazy="raise")


class AnswerRevision(BrandOwned, Model):
    """An answer's words before an edit."""

    __tablename__ = "answer_revision"
    __table_args__ = (
        UniqueConstraint("idea_id", "version"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int]
    version: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    replaced_at: Mapped[datetime]


class ChecklistItem(BrandOwned, Model):
    """What must be ticked before an idea of this board may leave this stage. A retired one is asked no more."""

    __tablename__ = "checklist_item"
    __table_args__ = (
        UniqueConstraint("brand_id", "id"),
        ForeignKeyConstraint(["brand_id", "board_id"], ["board.brand_id", "board.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "stage_id"], ["stage.brand_id", "stage.id"], ondelete="CASCADE"),
        Index("ix_checklist_item_board_id_stage_id", "board_id", "stage_id"),
        Index("ix_checklist_item_stage_id", "stage_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int]
    stage_id: Mapped[int]
    text: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)


class ChecklistTick(BrandOwned, Model):
    """Somebody saw to this for that idea."""

    __tablename__ = "checklist_tick"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["brand_id", "item_id"], ["checklist_item.brand_id", "checklist_item.id"], ondelete="CASCADE"
        ),
        Index("ix_checklist_tick_item_id", "item_id"),
    )

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
