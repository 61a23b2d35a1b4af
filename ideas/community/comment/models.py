"""The comment table."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.community.idea.models import Idea
from ideas.community.idea.rules import Visibility
from ideas.people.account.models import Account


class Comment(BrandOwned, Model):
    """A comment, or a reply to one. One that its author removed keeps its place and loses its words.

    One that staff hide keeps its words too. `held_because` says why a pending one waits.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("idea_id", "id"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["idea_id", "parent_id"], ["comment.idea_id", "comment.id"], ondelete="CASCADE"),
        Index("ix_comment_idea_id_parent_id_id", "idea_id", "parent_id", "id"),
        Index(
            "ix_comment_pending",
            "brand_id",
            "created_at",
            sqlite_where=text("visibility = 'pending'"),
            postgresql_where=text("visibility = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int]
    parent_id: Mapped[int | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    render_version: Mapped[int]
    is_official: Mapped[bool] = mapped_column(default=False)
    counts_heat: Mapped[bool] = mapped_column(default=True)
    visibility: Mapped[Visibility] = mapped_column(
        enum_column(Visibility), default=Visibility.PUBLIC, server_default="public"
    )
    held_because: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)

    author: Mapped[Account | None] = relationship(lazy="raise", foreign_keys=[author_id])
    idea: Mapped[Idea] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin=lambda: Idea.id == Comment.idea_id,
        foreign_keys=lambda: [Comment.idea_id],
    )

    @property
    def is_shown(self) -> bool:
        """Whether everybody who sees the idea reads it: only then it counts."""
        return self.visibility is Visibility.PUBLIC and self.removed_at is None
