"""Ideas, the narrow row that the lists are ranked by, earlier versions, and tags."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.account.models import Account
from ideas.db import BrandOwned, Model, enum_column
from ideas.idea.rules import Visibility
from ideas.stage.models import Stage


class Idea(BrandOwned, Model):
    """A customer's idea. `body_html` is rendered and sanitised when `body` is written, by `render_version`.

    `version` counts the edits of its words, `stage_version` its moves: whoever acts on an older one is told.
    """

    __tablename__ = "idea"
    __table_args__ = (
        UniqueConstraint("brand_id", "number"),
        UniqueConstraint("brand_id", "id"),
        ForeignKeyConstraint(["brand_id", "board_id"], ["board.brand_id", "board.id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["brand_id", "stage_id"], ["stage.brand_id", "stage.id"], ondelete="RESTRICT"),
        Index("ix_idea_brand_id_author_id", "brand_id", "author_id"),
        Index("ix_idea_brand_id_board_id", "brand_id", "board_id"),
        Index("ix_idea_brand_id_stage_id", "brand_id", "stage_id"),
        Index("ix_idea_brand_id_answered_at", "brand_id", "answered_at"),
        # Everything that the promise counts, so that it is counted in the index.
        Index("ix_idea_promise", "brand_id", "board_id", "visibility", "created_at", "answered_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    board_id: Mapped[int]
    stage_id: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(120))
    slug: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    excerpt: Mapped[str] = mapped_column(String(240))
    render_version: Mapped[int]
    visibility: Mapped[Visibility] = mapped_column(enum_column(Visibility), default=Visibility.PUBLIC)
    version: Mapped[int] = mapped_column(default=1)
    stage_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]

    author: Mapped[Account | None] = relationship(lazy="raise")
    stage: Mapped[Stage] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin=lambda: Stage.id == Idea.stage_id,
        foreign_keys=lambda: [Idea.stage_id],
    )
    rank: Mapped["IdeaRank"] = relationship(
        lazy="raise",
        viewonly=True,
        uselist=False,
        primaryjoin=lambda: IdeaRank.idea_id == Idea.id,
        foreign_keys=lambda: [IdeaRank.idea_id],
    )

    @property
    def reference(self) -> str:
        """What names the idea in an address: the number, which never changes, and the slug, which may."""
        return f"{self.number}-{self.slug}" if self.slug else str(self.number)

    @property
    def takes_votes(self) -> bool:
        return self.visibility is Visibility.PUBLIC and not self.stage.freezes_votes

    @property
    def takes_comments(self) -> bool:
        return self.visibility is Visibility.PUBLIC and not self.stage.freezes_comments

    @property
    def takes_edits(self) -> bool:
        return self.visibility is not Visibility.WITHDRAWN and not self.stage.freezes_edits


class IdeaRank(BrandOwned, Model):
    """What changes with each vote, and what the lists are ordered by: a narrow row beside the idea.

    `board_id`, `stage_id`, `visibility` and `created_at` are copies, kept by the action that changes the idea, so that
    one index serves each list. `retained_votes` are votes with no account here: of erased people, or brought over.
    """

    __tablename__ = "idea_rank"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_idea_rank_board_heat", "board_id", "visibility", "heat", "idea_id"),
        Index("ix_idea_rank_board_top", "board_id", "visibility", "vote_count", "idea_id"),
        Index("ix_idea_rank_board_new", "board_id", "visibility", "created_at", "idea_id"),
        Index("ix_idea_rank_stage_heat", "board_id", "stage_id", "visibility", "heat", "idea_id"),
        Index("ix_idea_rank_stage_top", "board_id", "stage_id", "visibility", "vote_count", "idea_id"),
        Index("ix_idea_rank_stage_new", "board_id", "stage_id", "visibility", "created_at", "idea_id"),
    )

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    board_id: Mapped[int]
    stage_id: Mapped[int]
    visibility: Mapped[Visibility] = mapped_column(enum_column(Visibility))
    created_at: Mapped[datetime]
    vote_count: Mapped[int] = mapped_column(default=0)
    retained_votes: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    heat: Mapped[float] = mapped_column(default=0.0)


class IdeaRevision(BrandOwned, Model):
    """An idea's words before an edit: who changed them, when and, for staff, why."""

    __tablename__ = "idea_revision"
    __table_args__ = (
        UniqueConstraint("idea_id", "version"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int]
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    replaced_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(300), default="")


class Tag(BrandOwned, Model):
    """A label on ideas. `idea_count` lets the list choose the cheaper way to read a tag."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("brand_id", "slug"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(30))
    idea_count: Mapped[int] = mapped_column(default=0)


class IdeaTag(BrandOwned, Model):
    """This idea wears this tag."""

    __tablename__ = "idea_tag"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "tag_id"], ["tag.brand_id", "tag.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_idea_tag_idea_id", "idea_id"),
    )

    tag_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class IdeaDraft(BrandOwned, Model):
    """What a visitor wrote before signing in: kept a day, found again by the secret in their cookie."""

    __tablename__ = "idea_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    board: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    tags: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(index=True)
