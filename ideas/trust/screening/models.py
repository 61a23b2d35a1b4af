"""The sites that a brand knows."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model


class KnownHost(BrandOwned, Model):
    """A site that somebody whom the brand trusts has linked, or that came with a post which staff approved."""

    __tablename__ = "known_host"
    __table_args__ = (UniqueConstraint("brand_id", "host"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(String(253))
    first_seen_at: Mapped[datetime]
