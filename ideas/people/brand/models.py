"""Brands, memberships and invitations."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.people.account.models import Account
from ideas.people.account.rules import email_key
from ideas.people.brand.rules import Role


class Brand(Model):
    """A tenant: its name, its colour, its rules for the whole house."""

    __tablename__ = "brand"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    tagline: Mapped[str] = mapped_column(String(140), default="")
    colour: Mapped[str] = mapped_column(String(7))
    shows_voters: Mapped[bool] = mapped_column(default=True)
    next_idea_number: Mapped[int] = mapped_column(default=1)
    asks_before_merge: Mapped[bool] = mapped_column(default=False, server_default=false())
    merge_wait_days: Mapped[int] = mapped_column(default=7, server_default="7")
    reopen_people: Mapped[int] = mapped_column(default=10, server_default="10")
    reopen_months: Mapped[int] = mapped_column(default=6, server_default="6")
    opens_log: Mapped[bool] = mapped_column(default=False, server_default=false())
    office_networks: Mapped[str] = mapped_column(String(2000), default="", server_default="")
    created_at: Mapped[datetime]

    @property
    def href(self) -> str:
        """The address of the brand's home."""
        return f"/{self.slug}"


class Membership(BrandOwned, Model):
    """A person's part in one brand: their role, and the handle by which others mention them there.

    `title` is what staff do there («Store manager»), `trust_level` the least level that staff granted, and `banned_until`
    a copy of the ban in force, if there is one: it comes with every request.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("brand_id", "account_id"),
        UniqueConstraint("brand_id", "handle"),
        Index("ix_membership_brand_id_id", "brand_id", "id"),
        Index("ix_membership_brand_id_role_id", "brand_id", "role", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role), default=Role.MEMBER)
    handle: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(60), default="", server_default="")
    trust_level: Mapped[int] = mapped_column(default=0, server_default="0")
    banned_until: Mapped[datetime | None]
    joined_at: Mapped[datetime]

    account: Mapped[Account] = relationship(lazy="raise")


class Invitation(BrandOwned, Model):
    """A link that lets its holder join with a role, and join a board if it names one; used once.

    One with an address opens only for the account with that address.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "board_id"],
            ["board.brand_id", "board.id"],
            ondelete="CASCADE",
        ),
        Index("ix_invitation_brand_id_board_id", "brand_id", "board_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int | None]
    email: Mapped[str | None] = mapped_column(String(254))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    def is_usable(self, at: datetime) -> bool:
        """Whether it is still open: not used, not taken back, not too old."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > at

    def is_for(self, account: Account) -> bool:
        """Whether this person may use it."""
        return self.email is None or email_key(self.email) == account.email_key
