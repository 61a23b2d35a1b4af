"""House rules, reports and their cases, statements, appeals, bans, and people who ask again."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.base.db import BrandOwned, Model, enum_column
from ideas.trust.moderation.rules import AppealOutcome, CaseOutcome, Limit

_OF_AN_IDEA = "lifted_at IS NULL AND comment_id IS NULL AND kind IN ('hide', 'spam', 'decline', 'lock')"
_OF_A_COMMENT = "lifted_at IS NULL AND comment_id IS NOT NULL"


class HouseRule(BrandOwned, Model):
    """One of the brand's rules for what people write here. A retired one stays on the statements that name it."""

    __tablename__ = "house_rule"
    __table_args__ = (UniqueConstraint("brand_id", "label"), UniqueConstraint("brand_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(String(500), default="")
    position: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)


class Case(BrandOwned, Model):
    """Everything that is reported of one thing until somebody decides. `thing` names it: «idea:12», «comment:7»."""

    __tablename__ = "report_case"
    __table_args__ = (
        UniqueConstraint("brand_id", "id"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_report_case_idea_id", "idea_id"),
        Index("ix_report_case_brand_id_closed_at", "brand_id", "closed_at"),
        Index(
            "uq_report_case_open",
            "brand_id",
            "thing",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_report_case_waiting",
            "board_id",
            "opened_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thing: Mapped[str] = mapped_column(String(30))
    board_id: Mapped[int]
    idea_id: Mapped[int]
    comment_id: Mapped[int | None]
    report_count: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    outcome: Mapped[CaseOutcome | None] = mapped_column(enum_column(CaseOutcome))


class Report(BrandOwned, Model):
    """One person's report in a case."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("case_id", "account_id"),
        ForeignKeyConstraint(["brand_id", "case_id"], ["report_case.brand_id", "report_case.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "rule_id"], ["house_rule.brand_id", "house_rule.id"], ondelete="RESTRICT"),
        Index("ix_report_brand_id_rule_id", "brand_id", "rule_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    rule_id: Mapped[int]
    body: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[datetime]


class Statement(BrandOwned, Model):
    """The reasons given to a person whose words or part here were limited: kept, sent, and open to one appeal."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("brand_id", "id"),
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["brand_id", "rule_id"], ["house_rule.brand_id", "house_rule.id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["brand_id", "case_id"], ["report_case.brand_id", "report_case.id"], ondelete="CASCADE"),
        Index("ix_statement_brand_id_rule_id", "brand_id", "rule_id"),
        Index("ix_statement_idea_id", "idea_id"),
        Index("ix_statement_case_id", "case_id"),
        Index("ix_statement_brand_id_created_at", "brand_id", "created_at"),
        # One limit, one statement.
        Index(
            "uq_statement_idea",
            "idea_id",
            "kind",
            unique=True,
            sqlite_where=text(_OF_AN_IDEA),
            postgresql_where=text(_OF_AN_IDEA),
        ),
        Index(
            "uq_statement_comment",
            "comment_id",
            unique=True,
            sqlite_where=text(_OF_A_COMMENT),
            postgresql_where=text(_OF_A_COMMENT),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    kind: Mapped[Limit] = mapped_column(enum_column(Limit))
    idea_id: Mapped[int | None]
    comment_id: Mapped[int | None]
    case_id: Mapped[int | None]
    rule_id: Mapped[int | None]
    rule_label: Mapped[str] = mapped_column(String(80), default="")
    facts: Mapped[str] = mapped_column(Text)
    excerpt: Mapped[str] = mapped_column(String(300), default="")
    by_report: Mapped[bool] = mapped_column(default=False)
    by_machine: Mapped[bool] = mapped_column(default=False)
    is_mailed: Mapped[bool] = mapped_column(default=True)
    until: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)

    @property
    def is_lifted(self) -> bool:
        return self.lifted_at is not None


class Appeal(BrandOwned, Model):
    """The one objection to a statement, decided by somebody else than who made it."""

    __tablename__ = "appeal"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "statement_id"], ["statement.brand_id", "statement.id"], ondelete="CASCADE"),
        Index(
            "ix_appeal_waiting",
            "brand_id",
            "created_at",
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )

    statement_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(String(2000))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    outcome: Mapped[AppealOutcome | None] = mapped_column(enum_column(AppealOutcome))
    words: Mapped[str] = mapped_column(String(2000), default="")


class Ban(BrandOwned, Model):
    """A person takes no part in a brand, for a time or, without `until`, for good."""

    __tablename__ = "ban"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "statement_id"], ["statement.brand_id", "statement.id"], ondelete="CASCADE"),
        Index("ix_ban_statement_id", "statement_id"),
        Index("ix_ban_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    statement_id: Mapped[int]
    created_at: Mapped[datetime]
    until: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]


class ReopenAsk(BrandOwned, Model):
    """Somebody asks for a declined idea again. `move_id` is the no that they ask about."""

    __tablename__ = "reopen_ask"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id", "idea_id"], ["idea.brand_id", "idea.id"], ondelete="CASCADE"),
        Index("ix_reopen_ask_account_id", "account_id"),
    )

    idea_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    move_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
