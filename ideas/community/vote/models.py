"""The vote table, and the votes that staff record for people met elsewhere."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.community.vote.rules import VoteState


class Vote(BrandOwned, Model):
    """One person's support for one idea: the primary key lets nobody vote twice.

    `counted_for_id` is the idea in whose count the vote is: its own, the canonical one where its own was merged, or none
    while it is held, or where the same person counts there already. A unique index lets nobody count twice.
    `network` (a keyed hash of the /24 or /48), `referrer` (a host) are evidence for finding false votes, and go after a while.
    """

    __tablename__ = "vote"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_vote_account_id_idea_id", "account_id", "idea_id"),
        Index("ix_vote_idea_id_created_at", "idea_id", "created_at"),
        # Whether anything came since the watch last looked, and what evidence is old enough to be forgotten.
        Index("ix_vote_brand_id_created_at", "brand_id", "created_at"),
        Index("ix_vote_counted_for_id_account_id", "counted_for_id", "account_id", unique=True),
        Index(
            "ix_vote_alert_id",
            "alert_id",
            sqlite_where=text("alert_id IS NOT NULL"),
            postgresql_where=text("alert_id IS NOT NULL"),
        ),
        Index(
            "ix_vote_held",
            "brand_id",
            "idea_id",
            "account_id",
            sqlite_where=text("state = 'held'"),
            postgresql_where=text("state = 'held'"),
        ),
    )

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    state: Mapped[VoteState] = mapped_column(
        enum_column(VoteState), default=VoteState.COUNTED, server_default=VoteState.COUNTED.value
    )
    counted_for_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"))
    network: Mapped[str | None] = mapped_column(String(32))
    referrer: Mapped[str | None] = mapped_column(String(100))
    alert_id: Mapped[int | None]
    created_at: Mapped[datetime]


class RecordedVote(BrandOwned, Model):
    """A vote, or with `is_author` an idea, that staff wrote down for a customer met elsewhere.

    It counts until the person with that address joins: then `joined_id` is set and their own vote takes its place.
    """

    __tablename__ = "recorded_vote"
    __table_args__ = (
        UniqueConstraint("idea_id", "email_key"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_recorded_vote_email_key", "email_key"),
        Index("ix_recorded_vote_counted_for_id_email_key", "counted_for_id", "email_key", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int]
    is_author: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(60))
    email_key: Mapped[str | None] = mapped_column(String(254))
    said_where: Mapped[str] = mapped_column(String(120))
    link: Mapped[str] = mapped_column(String(500), default="")
    counted_for_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"))
    joined_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
