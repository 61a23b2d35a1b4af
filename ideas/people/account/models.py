"""Accounts, their sessions and their single-use tokens. None of them belongs to a brand."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.base.db import Model, enum_column
from ideas.people.account.rules import Purpose


class Account(Model):
    """One person on this deployment; one account can take part in many brands."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254), unique=True)
    display_name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(12), default="en")
    shortcuts_on: Mapped[bool] = mapped_column(default=True)
    mails_on: Mapped[bool] = mapped_column(default=True)
    network: Mapped[str | None] = mapped_column(String(32))
    verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class AccountSession(Model):
    """One place where a person is signed in. The cookie holds the token, the row its SHA-256."""

    __tablename__ = "account_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    user_agent: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    account: Mapped[Account] = relationship(lazy="raise")


class AccountToken(Model):
    """A right to do one thing once: a link's secret and, for signing in, a six-digit code. Only hashes are kept."""

    __tablename__ = "account_token"
    __table_args__ = (Index("ix_account_token_purpose_email_key", "purpose", "email_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    wish: Mapped[dict[str, Any]]
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
