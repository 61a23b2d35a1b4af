"""The mail table: an outbox that survives a crash."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import Model
from ideas.spine.outbox.rules import Lane
from ideas.spine.outbox.work import Leased


class Mail(Leased, Model):
    """One mail to one address. `text` and `html` are blanked once it is sent: they may hold a sign-in link."""

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("dedupe_key"),
        Index("ix_mail_address_key_created_at", "address_key", "created_at"),
        Index(
            "ix_mail_waiting",
            "lane",
            "brand_id",
            "next_try_at",
            sqlite_where=sql("done_at IS NULL AND parked_at IS NULL"),
            postgresql_where=sql("done_at IS NULL AND parked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    address: Mapped[str] = mapped_column(String(254))
    address_key: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    headers: Mapped[dict[str, Any]]
    dedupe_key: Mapped[str | None] = mapped_column(String(120))
    message_id: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    lane: Mapped[int] = mapped_column(SmallInteger, default=Lane.PROMPT, server_default=sql("1"))
    # By which brands take turns; 0 where no brand sends it. No key: an email stays when its brand is gone.
    brand_id: Mapped[int] = mapped_column(default=0, server_default=sql("0"))
    done_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(300))
