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
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.community.idea.rules import Visibility
from ideas.community.stage.models import Stage
from ideas.community.stage.rules import Colour
from ideas.people.account.models import Account


class Idea(BrandOwned, Model):
    """A customer's idea. `body_html` is rendered and sanitised when `body` is written, by `render_version`.

    `version` counts the edits of its words, `stage_version` its moves: whoever acts on an older one is told.
    `merged_into_id` is the idea that this one was merged into, `canonical_id` the end of that chain, where its votes
    count; both are empty for an idea that stands for itself. `held_because` says why a pending one waits.
    `answer_was_due` is until when its first answer had been promised, once it has one.
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
        # Everything that the promise and the desk's numbers count, so that it is counted in the index.
        Index("ix_idea_answered", "brand_id", "answered_at", "board_id", "visibility"),
        Index(
            "ix_idea_promise",
            "brand_id",
            "board_id",
            "visibility",
            "created_at",
            "answered_at",
            "answer_was_due",
            "merged_into_id",
            "is_imported",
        ),
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
    is_imported: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=1)
    stage_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer_was_due: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]
    held_because: Mapped[str | None] = mapped_column(String(20))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"), index=True)
    canonical_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id", ondelete="SET NULL"), index=True)

    author: Mapped[Account | None] = relationship(lazy="raise", foreign_keys=[author_id])
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
    def is_merged(self) -> bool:
        """Whether it was merged into another idea, which its votes count for."""
        return self.merged_into_id is not None

    @property
    def listed_as(self) -> Visibility:
        """What its rank says, which lists read: a merged idea keeps its page and is in no list."""
        return Visibility.HIDDEN if self.is_merged and self.visibility is Visibility.PUBLIC else self.visibility

    @property
    def awaits_answer(self) -> bool:
        """Whether the brand owes it an answer: it is public, stands for itself, and was never answered or is asked again."""
        is_open = self.answered_at is None or self.reopened_at is not None
        return is_open and self.visibility is Visibility.PUBLIC and not self.is_merged

    @property
    def takes_votes(self) -> bool:
        """Whether votes are taken here; those for a merged idea go to its canonical one, if that takes them."""
        return self.visibility is Visibility.PUBLIC and not self.stage.freezes_votes

    @property
    def takes_comments(self) -> bool:
        is_closed = self.is_merged or self.locked_at is not None or self.stage.freezes_comments
        return self.visibility is Visibility.PUBLIC and not is_closed

    @property
    def takes_edits(self) -> bool:
        return self.visibility is not Visibility.WITHDRAWN and not self.is_merged and not self.stage.freezes_edits


class IdeaRank(BrandOwned, Model):
    """What changes with each vote, and what the lists are ordered by: a narrow row beside the idea.

    `board_id`, `stage_id`, `visibility` and `created_at` are copies, kept by the action that changes the idea, so that
    one index serves each list; a merged idea's `visibility` here is hidden, for it is in no list. `retained_votes` are
    votes with no account here: of erased people, or brought over. `vote_count` is what is shown: retained, recorded by
    staff, and counted votes of this idea and of those merged into it. `due_votes` bring `answer_due`, the clock, forward.
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
        # The desk: what waits for an answer on a board, the latest first, and by what staff think of it.
        Index(
            "ix_idea_rank_waiting",
            "board_id",
            "answer_due",
            "idea_id",
            sqlite_where=text("awaits_answer"),
            postgresql_where=text("awaits_answer"),
        ),
        Index(
            "ix_idea_rank_waiting_score",
            "board_id",
            "score",
            "idea_id",
            sqlite_where=text("awaits_answer"),
            postgresql_where=text("awaits_answer"),
        ),
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
    recorded_votes: Mapped[int] = mapped_column(default=0, server_default="0")
    held_votes: Mapped[int] = mapped_column(default=0, server_default="0")
    awaits_answer: Mapped[bool] = mapped_column(default=False, server_default=false())
    answer_due: Mapped[datetime | None]
    due_votes: Mapped[int | None]
    score: Mapped[float | None]


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
    description: Mapped[str] = mapped_column(String(300), default="", server_default="")
    colour: Mapped[Colour] = mapped_column(enum_column(Colour), default=Colour.SLATE, server_default="slate")


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


class TagAlias(BrandOwned, Model):
    """What a tag was called before it was renamed or merged: old links lead on, and whoever types it gets the tag."""

    __tablename__ = "tag_alias"
    __table_args__ = (
        UniqueConstraint("brand_id", "slug"),
        ForeignKeyConstraint(["brand_id", "tag_id"], ["tag.brand_id", "tag.id"], ondelete="CASCADE"),
        Index("ix_tag_alias_tag_id", "tag_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40))
    tag_id: Mapped[int]


class TagMerge(BrandOwned, Model):
    """A tag as it was before it was merged into another; `aliases` lead to it. `after_id` is how that one was merged on."""

    __tablename__ = "tag_merge"
    __table_args__ = (
        UniqueConstraint("brand_id", "id"),
        ForeignKeyConstraint(["brand_id", "into_id"], ["tag.brand_id", "tag.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "after_id"], ["tag_merge.brand_id", "tag_merge.id"], ondelete="CASCADE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(30))
    description: Mapped[str] = mapped_column(String(300))
    colour: Mapped[Colour] = mapped_column(enum_column(Colour))
    aliases: Mapped[str] = mapped_column(Text)
    into_id: Mapped[int | None] = mapped_column(index=True)
    after_id: Mapped[int | None] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class TagMergeIdea(BrandOwned, Model):
    """This idea wore the merged tag; `wore_both` says whether it wore the other one as well."""

    __tablename__ = "tag_merge_idea"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "merge_id"], ["tag_merge.brand_id", "tag_merge.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_tag_merge_idea_idea_id", "idea_id"),
    )

    merge_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    wore_both: Mapped[bool]


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
