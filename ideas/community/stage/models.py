"""Stages, the ways between them, and the reasons for a no."""

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.community.stage.rules import Colour, Phase


class Stage(BrandOwned, Model):
    """A brand's own named step: the phase it belongs to, its place and colour, and what it freezes."""

    __tablename__ = "stage"
    __table_args__ = (UniqueConstraint("brand_id", "slug"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(40))
    phase: Mapped[Phase] = mapped_column(enum_column(Phase))
    colour: Mapped[Colour] = mapped_column(enum_column(Colour))
    position: Mapped[int]
    freezes_votes: Mapped[bool] = mapped_column(default=False)
    freezes_comments: Mapped[bool] = mapped_column(default=False)
    freezes_edits: Mapped[bool] = mapped_column(default=False)


class StageRoute(BrandOwned, Model):
    """From one stage an idea may go to the other."""

    __tablename__ = "stage_route"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "from_id"], ["stage.brand_id", "stage.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "to_id"], ["stage.brand_id", "stage.id"], ondelete="CASCADE"),
        Index("ix_stage_route_brand_id_to_id", "brand_id", "to_id"),
    )

    from_id: Mapped[int] = mapped_column(primary_key=True)
    to_id: Mapped[int] = mapped_column(primary_key=True)


class DeclineReason(BrandOwned, Model):
    """One of the brand's public reasons for a no. A retired one stays on the ideas that it was given to."""

    __tablename__ = "decline_reason"
    __table_args__ = (UniqueConstraint("brand_id", "label"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)
