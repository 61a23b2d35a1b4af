"""The outbox: failures are counted apart from attempts, a row that fails for good is parked, mails have lanes

Only columns with constant defaults are added, which copies no table. What was given up before is parked, and can be tried
again.

Revision: 0003_outbox, after 0002_desk
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_outbox"
down_revision = "0002_desk"


def upgrade() -> None:
    """Apply."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    for table in ("activity", "mail", "news"):
        op.add_column(table, sa.Column("failures", number, nullable=False, server_default=sa.text("0")))
        op.add_column(table, sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True))
    for table in ("activity", "news"):
        op.add_column(table, sa.Column("problem", sa.String(length=300), nullable=True))
    op.add_column("news", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mail", sa.Column("lane", sa.SmallInteger(), nullable=False, server_default=sa.text("1")))
    op.add_column("mail", sa.Column("brand_id", number, nullable=False, server_default=sa.text("0")))
    _carry_over()
    _index("activity", ["brand_id", "id"], "fanned_out_at IS NULL AND parked_at IS NULL")
    _index("mail", ["lane", "brand_id", "next_try_at"], "done_at IS NULL AND parked_at IS NULL")


def _carry_over() -> None:
    """Rows that wait: what was noted as a failure is one, and what was given up is parked."""
    for statement in (
        "UPDATE activity SET failures = attempts, parked_at = created_at"
        " WHERE fanned_out_at IS NULL AND attempts >= 10",
        "UPDATE mail SET failures = attempts WHERE done_at IS NULL AND outcome IS NOT NULL",
        "UPDATE mail SET lane = 0 WHERE done_at IS NULL AND kind IN ('sign_in', 'sign_up')",
        "UPDATE mail SET lane = 2 WHERE done_at IS NULL AND kind = 'idea_news'",
        "UPDATE news SET failures = attempts",
    ):
        op.execute(statement)


def _index(table: str, columns: list[str], condition: str) -> None:
    name, where = f"ix_{table}_waiting", sa.text(condition)
    op.drop_index(name, table_name=table)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
