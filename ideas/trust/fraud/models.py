"""What the watch over votes found, and how far it has looked."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.trust.fraud.rules import AlertOutcome, Signal


class VoteAlert(BrandOwned, Model):
    """A signal on one idea's votes (or, without an idea, on people), with the evidence for it, until staff decide.

    `key` names the finding («network:12:3f…»): what goes on is added to the open alert of that key. `evidence` holds ids,
    times and figures, so that the page can say why. Held votes name their alert; `held_count` says how many it held.
    """

    __tablename__ = "vote_alert"
    __table_args__ = (
        UniqueConstraint("brand_id", "id"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_vote_alert_idea_id", "idea_id"),
        Index("ix_vote_alert_brand_id_key", "brand_id", "key"),
        Index(
            "uq_vote_alert_open",
            "brand_id",
            "key",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_vote_alert_waiting",
            "brand_id",
            "found_at",
            "id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    board_id: Mapped[int | None]
    idea_id: Mapped[int | None]
    signal: Mapped[Signal] = mapped_column(enum_column(Signal))
    evidence: Mapped[dict[str, Any]]
    held_count: Mapped[int] = mapped_column(default=0)
    found_at: Mapped[datetime]
    last_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    outcome: Mapped[AlertOutcome | None] = mapped_column(enum_column(AlertOutcome))


class VoteWatch(BrandOwned, Model):
    """How far the watch over a brand's votes has come: the latest vote it looked at, and up to when evidence is forgotten."""

    __tablename__ = "vote_watch"

    brand_id: Mapped[int] = mapped_column(
        ForeignKey("brand.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    looked_at: Mapped[datetime]
    compared_at: Mapped[datetime]
    forgot_at: Mapped[datetime]
