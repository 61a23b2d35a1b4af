"""The desk: audit log, merges, answer clock, rules of the house, the watch over votes, and triage

Revision: 0002_desk, after 0001_ground
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0002_desk"
down_revision = "0001_ground"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_audit_entry_brand_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("brand_id", "sequence", name=op.f("uq_audit_entry_brand_id_sequence")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_entry_brand_id_account_id_sequence", ["brand_id", "account_id", "sequence"], unique=False
        )
        batch_op.create_index(
            "ix_audit_entry_brand_id_idea_id_sequence", ["brand_id", "idea_id", "sequence"], unique=False
        )
        batch_op.create_index("ix_audit_entry_brand_id_kind_sequence", ["brand_id", "kind", "sequence"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column(
            "brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_audit_head_brand_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("brand_id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("hint", sa.String(length=200), nullable=False),
        sa.Column("weight", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_criterion_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_criterion_brand_id_id")),
        sa.UniqueConstraint("brand_id", "name", name=op.f("uq_criterion_brand_id_name")),
    )
    op.create_table(
        "desk_act",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_desk_act_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_desk_act_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["account.id"], name=op.f("fk_desk_act_undone_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_act")),
    )
    with op.batch_alter_table("desk_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_act_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_desk_act_brand_id_id", ["brand_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_desk_act_undone_by_id"), ["undone_by_id"], unique=False)

    op.create_table(
        "desk_presence",
        sa.Column(
            "brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_desk_presence_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_desk_presence_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("brand_id", "account_id", name=op.f("pk_desk_presence")),
    )
    with op.batch_alter_table("desk_presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_presence_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_desk_presence_brand_id_item", ["brand_id", "item"], unique=False)

    op.create_table(
        "house_rule",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_house_rule_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_rule")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_house_rule_brand_id_id")),
        sa.UniqueConstraint("brand_id", "label", name=op.f("uq_house_rule_brand_id_label")),
    )
    op.create_table(
        "known_host",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_known_host_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_host")),
        sa.UniqueConstraint("brand_id", "host", name=op.f("uq_known_host_brand_id_host")),
    )
    op.create_table(
        "news",
        sa.Column(
            "activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("after_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_news_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_news")),
    )
    with op.batch_alter_table("news", schema=None) as batch_op:
        batch_op.create_index("ix_news_brand_id", ["brand_id"], unique=False)
        batch_op.create_index("ix_news_next_at", ["next_at"], unique=False)

    op.create_table(
        "saved_answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_answer_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_saved_answer_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_answer")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_saved_answer_brand_id_id")),
        sa.UniqueConstraint("brand_id", "title", name=op.f("uq_saved_answer_brand_id_title")),
    )
    with op.batch_alter_table("saved_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_answer_account_id"), ["account_id"], unique=False)

    op.create_table(
        "vote_watch",
        sa.Column(
            "brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("forgot_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_vote_watch_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("brand_id", name=op.f("pk_vote_watch")),
    )
    op.create_table(
        "answer_pause",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cut_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_answer_pause_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "board_id"],
            ["board.brand_id", "board.id"],
            name=op.f("fk_answer_pause_brand_id_board_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_answer_pause_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_pause")),
    )
    with op.batch_alter_table("answer_pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_pause_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_answer_pause_board_id_starts_at", ["board_id", "starts_at"], unique=False)

    op.create_table(
        "checklist_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "board_id"],
            ["board.brand_id", "board.id"],
            name=op.f("fk_checklist_item_brand_id_board_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "stage_id"],
            ["stage.brand_id", "stage.id"],
            name=op.f("fk_checklist_item_brand_id_stage_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_checklist_item_brand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_checklist_item_brand_id_id")),
    )
    with op.batch_alter_table("checklist_item", schema=None) as batch_op:
        batch_op.create_index("ix_checklist_item_board_id_stage_id", ["board_id", "stage_id"], unique=False)
        batch_op.create_index("ix_checklist_item_stage_id", ["stage_id"], unique=False)

    op.create_table(
        "tag_alias",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("tag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "tag_id"],
            ["tag.brand_id", "tag.id"],
            name=op.f("fk_tag_alias_brand_id_tag_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_tag_alias_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_alias")),
        sa.UniqueConstraint("brand_id", "slug", name=op.f("uq_tag_alias_brand_id_slug")),
    )
    with op.batch_alter_table("tag_alias", schema=None) as batch_op:
        batch_op.create_index("ix_tag_alias_tag_id", ["tag_id"], unique=False)

    op.create_table(
        "tag_merge",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(
                "slate",
                "red",
                "orange",
                "amber",
                "lime",
                "green",
                "teal",
                "cyan",
                "blue",
                "indigo",
                "violet",
                "pink",
                name="colour",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("after_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_tag_merge_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "after_id"],
            ["tag_merge.brand_id", "tag_merge.id"],
            name=op.f("fk_tag_merge_brand_id_after_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "into_id"],
            ["tag.brand_id", "tag.id"],
            name=op.f("fk_tag_merge_brand_id_into_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_tag_merge_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_merge")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_tag_merge_brand_id_id")),
    )
    with op.batch_alter_table("tag_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tag_merge_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tag_merge_after_id"), ["after_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tag_merge_into_id"), ["into_id"], unique=False)

    op.create_table(
        "tag_merge_idea",
        sa.Column(
            "merge_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("wore_both", sa.Boolean(), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_tag_merge_idea_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "merge_id"],
            ["tag_merge.brand_id", "tag_merge.id"],
            name=op.f("fk_tag_merge_idea_brand_id_merge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_tag_merge_idea_brand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("merge_id", "idea_id", name=op.f("pk_tag_merge_idea")),
    )
    with op.batch_alter_table("tag_merge_idea", schema=None) as batch_op:
        batch_op.create_index("ix_tag_merge_idea_idea_id", ["idea_id"], unique=False)

    op.create_table(
        "checklist_tick",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_checklist_tick_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_checklist_tick_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "item_id"],
            ["checklist_item.brand_id", "checklist_item.id"],
            name=op.f("fk_checklist_tick_brand_id_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_checklist_tick_brand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("idea_id", "item_id", name=op.f("pk_checklist_tick")),
    )
    with op.batch_alter_table("checklist_tick", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_tick_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_checklist_tick_item_id", ["item_id"], unique=False)

    op.create_table(
        "likely_duplicate",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "other_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_likely_duplicate_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "other_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_likely_duplicate_brand_id_other_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_likely_duplicate_brand_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["account.id"], name=op.f("fk_likely_duplicate_closed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("idea_id", "other_id", name=op.f("pk_likely_duplicate")),
    )
    with op.batch_alter_table("likely_duplicate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_likely_duplicate_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_index("ix_likely_duplicate_other_id", ["other_id"], unique=False)
        batch_op.create_index(
            "ix_likely_duplicate_waiting",
            ["board_id", "found_at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "merge",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("target_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "done",
                "refused",
                "undone",
                name="mergestate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("words", sa.String(length=300), server_default="", nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decide_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_merge_account_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_merge_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "target_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_merge_brand_id_target_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_merge_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name=op.f("fk_merge_ended_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_merge_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_merge_brand_id_state_decide_at", ["brand_id", "state", "decide_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_merge_ended_by_id"), ["ended_by_id"], unique=False)
        batch_op.create_index("ix_merge_idea_id", ["idea_id"], unique=False)
        batch_op.create_index(
            "ix_merge_open",
            ["idea_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'done')"),
            postgresql_where=sa.text("state IN ('asked', 'done')"),
        )
        batch_op.create_index("ix_merge_target_id", ["target_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("render_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_note_account_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_note_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_note_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_note_idea_id_id", ["idea_id", "id"], unique=False)

    op.create_table(
        "recorded_vote",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_author", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=True),
        sa.Column("said_where", sa.String(length=120), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("counted_for_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("joined_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_recorded_vote_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_recorded_vote_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["counted_for_id"], ["idea.id"], name=op.f("fk_recorded_vote_counted_for_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["joined_id"], ["account.id"], name=op.f("fk_recorded_vote_joined_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_recorded_vote_recorded_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recorded_vote")),
        sa.UniqueConstraint("idea_id", "email_key", name=op.f("uq_recorded_vote_idea_id_email_key")),
    )
    with op.batch_alter_table("recorded_vote", schema=None) as batch_op:
        batch_op.create_index("ix_recorded_vote_counted_for_id_email_key", ["counted_for_id", "email_key"], unique=True)
        batch_op.create_index("ix_recorded_vote_email_key", ["email_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_recorded_vote_joined_id"), ["joined_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recorded_vote_recorded_by_id"), ["recorded_by_id"], unique=False)

    op.create_table(
        "reopen_ask",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("move_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_reopen_ask_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_reopen_ask_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_reopen_ask_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("idea_id", "account_id", "move_id", name=op.f("pk_reopen_ask")),
    )
    with op.batch_alter_table("reopen_ask", schema=None) as batch_op:
        batch_op.create_index("ix_reopen_ask_account_id", ["account_id"], unique=False)

    op.create_table(
        "report_case",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("thing", sa.String(length=30), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("report_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("upheld", "dismissed", name="caseoutcome", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_report_case_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_report_case_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["account.id"], name=op.f("fk_report_case_closed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_case")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_report_case_brand_id_id")),
    )
    with op.batch_alter_table("report_case", schema=None) as batch_op:
        batch_op.create_index("ix_report_case_brand_id_closed_at", ["brand_id", "closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_case_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_index("ix_report_case_idea_id", ["idea_id"], unique=False)
        batch_op.create_index(
            "ix_report_case_waiting",
            ["board_id", "opened_at"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(
            "uq_report_case_open",
            ["brand_id", "thing"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "score",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "criterion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_score_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["brand_id", "criterion_id"],
            ["criterion.brand_id", "criterion.id"],
            name=op.f("fk_score_brand_id_criterion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_score_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_score_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("idea_id", "account_id", "criterion_id", name=op.f("pk_score")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_score_criterion_id", ["criterion_id"], unique=False)

    op.create_table(
        "vote_alert",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "signal",
            sa.Enum(
                "burst",
                "young_crowd",
                "network",
                "mail_domain",
                "pair",
                "clones",
                "campaign",
                "staff",
                name="signal",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("held_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "released", "voided", "noted", name="alertoutcome", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_vote_alert_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_vote_alert_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["account.id"], name=op.f("fk_vote_alert_closed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_alert")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_vote_alert_brand_id_id")),
    )
    with op.batch_alter_table("vote_alert", schema=None) as batch_op:
        batch_op.create_index("ix_vote_alert_brand_id_key", ["brand_id", "key"], unique=False)
        batch_op.create_index(batch_op.f("ix_vote_alert_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_index("ix_vote_alert_idea_id", ["idea_id"], unique=False)
        batch_op.create_index(
            "ix_vote_alert_waiting",
            ["brand_id", "found_at", "id"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index(
            "uq_vote_alert_open",
            ["brand_id", "key"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rule_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_report_account_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["brand_id", "case_id"],
            ["report_case.brand_id", "report_case.id"],
            name=op.f("fk_report_brand_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "rule_id"],
            ["house_rule.brand_id", "house_rule.id"],
            name=op.f("fk_report_brand_id_rule_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_report_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("case_id", "account_id", name=op.f("uq_report_case_id_account_id")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_report_brand_id_rule_id", ["brand_id", "rule_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "hide",
                "remove",
                "spam",
                "lock",
                "ban",
                "decline",
                "votes",
                name="limit",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rule_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rule_label", sa.String(length=80), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.String(length=300), nullable=False),
        sa.Column("by_report", sa.Boolean(), nullable=False),
        sa.Column("by_machine", sa.Boolean(), nullable=False),
        sa.Column("is_mailed", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_statement_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "case_id"],
            ["report_case.brand_id", "report_case.id"],
            name=op.f("fk_statement_brand_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_statement_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "rule_id"],
            ["house_rule.brand_id", "house_rule.id"],
            name=op.f("fk_statement_brand_id_rule_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_statement_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_statement_decided_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["account.id"], name=op.f("fk_statement_lifted_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_statement_brand_id_id")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_statement_brand_id_created_at", ["brand_id", "created_at"], unique=False)
        batch_op.create_index("ix_statement_brand_id_rule_id", ["brand_id", "rule_id"], unique=False)
        batch_op.create_index("ix_statement_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index("ix_statement_idea_id", ["idea_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_lifted_by_id"), ["lifted_by_id"], unique=False)
        batch_op.create_index(
            "uq_statement_comment",
            ["comment_id"],
            unique=True,
            sqlite_where=sa.text("lifted_at IS NULL AND comment_id IS NOT NULL"),
            postgresql_where=sa.text("lifted_at IS NULL AND comment_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_statement_idea",
            ["idea_id", "kind"],
            unique=True,
            sqlite_where=sa.text(
                "lifted_at IS NULL AND comment_id IS NULL AND kind IN ('hide', 'spam', 'decline', 'lock')"
            ),
            postgresql_where=sa.text(
                "lifted_at IS NULL AND comment_id IS NULL AND kind IN ('hide', 'spam', 'decline', 'lock')"
            ),
        )

    op.create_table(
        "appeal",
        sa.Column(
            "statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("body", sa.String(length=2000), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("kept", "lifted", name="appealoutcome", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "statement_id"],
            ["statement.brand_id", "statement.id"],
            name=op.f("fk_appeal_brand_id_statement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_appeal_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_appeal_decided_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_appeal")),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(
            "ix_appeal_waiting",
            ["brand_id", "created_at"],
            unique=False,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )

    op.create_table(
        "ban",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_ban_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["brand_id", "statement_id"],
            ["statement.brand_id", "statement.id"],
            name=op.f("fk_ban_brand_id_statement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_ban_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban")),
    )
    with op.batch_alter_table("ban", schema=None) as batch_op:
        batch_op.create_index("ix_ban_account_id", ["account_id"], unique=False)
        batch_op.create_index("ix_ban_statement_id", ["statement_id"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("network", sa.String(length=32), nullable=True))

    with op.batch_alter_table("board", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "answer_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="14", nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "answer_votes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="25", nullable=True
            )
        )
        batch_op.add_column(
            sa.Column(
                "idea_approval",
                sa.Enum(
                    "none", "first", "all", name="idea_approval", native_enum=False, create_constraint=True, length=20
                ),
                server_default="none",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "comment_approval",
                sa.Enum(
                    "none",
                    "first",
                    "all",
                    name="comment_approval",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                server_default="none",
                nullable=False,
            )
        )

    with op.batch_alter_table("brand", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asks_before_merge", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(
            sa.Column(
                "merge_wait_days",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="7",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "reopen_people",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="10",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "reopen_months",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="6",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("opens_log", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("office_networks", sa.String(length=2000), server_default="", nullable=False))

    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "visibility",
                sa.Enum(
                    "pending",
                    "public",
                    "hidden",
                    "spam",
                    "withdrawn",
                    name="visibility",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                server_default="public",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("held_because", sa.String(length=20), nullable=True))
        batch_op.create_index(
            "ix_comment_pending",
            ["brand_id", "created_at"],
            unique=False,
            sqlite_where=sa.text("visibility = 'pending'"),
            postgresql_where=sa.text("visibility = 'pending'"),
        )

    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_imported", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("answer_was_due", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("held_because", sa.String(length=20), nullable=True))
        batch_op.add_column(
            sa.Column("assignee_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(
            sa.Column("merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(
            sa.Column("canonical_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.drop_index(batch_op.f("ix_idea_brand_id_answered_at"))
        batch_op.drop_index(batch_op.f("ix_idea_promise"))
        batch_op.create_index(
            "ix_idea_promise",
            [
                "brand_id",
                "board_id",
                "visibility",
                "created_at",
                "answered_at",
                "answer_was_due",
                "merged_into_id",
                "is_imported",
            ],
            unique=False,
        )
        batch_op.create_index("ix_idea_answered", ["brand_id", "answered_at", "board_id", "visibility"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_assignee_id"), ["assignee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_canonical_id"), ["canonical_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_idea_merged_into_id"), "idea", ["merged_into_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_idea_assignee_id"), "account", ["assignee_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_idea_canonical_id"), "idea", ["canonical_id"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("idea_rank", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "recorded_votes",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                server_default="0",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "held_votes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="0", nullable=False
            )
        )
        batch_op.add_column(sa.Column("awaits_answer", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("answer_due", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_votes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.add_column(sa.Column("score", sa.Double(), nullable=True))
        batch_op.create_index(
            "ix_idea_rank_waiting",
            ["board_id", "answer_due", "idea_id"],
            unique=False,
            sqlite_where=sa.text("awaits_answer"),
            postgresql_where=sa.text("awaits_answer"),
        )
        batch_op.create_index(
            "ix_idea_rank_waiting_score",
            ["board_id", "score", "idea_id"],
            unique=False,
            sqlite_where=sa.text("awaits_answer"),
            postgresql_where=sa.text("awaits_answer"),
        )

    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("title", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column(
                "trust_level", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="0", nullable=False
            )
        )
        batch_op.add_column(sa.Column("banned_until", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("tag", schema=None) as batch_op:
        batch_op.add_column(sa.Column("description", sa.String(length=300), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column(
                "colour",
                sa.Enum(
                    "slate",
                    "red",
                    "orange",
                    "amber",
                    "lime",
                    "green",
                    "teal",
                    "cyan",
                    "blue",
                    "indigo",
                    "violet",
                    "pink",
                    name="colour",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                server_default="slate",
                nullable=False,
            )
        )

    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "state",
                sa.Enum(
                    "counted", "held", "void", name="votestate", native_enum=False, create_constraint=True, length=20
                ),
                server_default="counted",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("counted_for_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("network", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("referrer", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.create_index(
            "ix_vote_alert_id",
            ["alert_id"],
            unique=False,
            sqlite_where=sa.text("alert_id IS NOT NULL"),
            postgresql_where=sa.text("alert_id IS NOT NULL"),
        )
        batch_op.create_index("ix_vote_brand_id_created_at", ["brand_id", "created_at"], unique=False)
        batch_op.create_index("ix_vote_counted_for_id_account_id", ["counted_for_id", "account_id"], unique=True)
        batch_op.create_index(
            "ix_vote_held",
            ["brand_id", "idea_id", "account_id"],
            unique=False,
            sqlite_where=sa.text("state = 'held'"),
            postgresql_where=sa.text("state = 'held'"),
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_vote_counted_for_id"), "idea", ["counted_for_id"], ["id"], ondelete="SET NULL"
        )
    _keep_old_rows()
    _guard_the_log()


# Only new entries: the log is append-only also for whoever has the database's password and no business there.
_REFUSED = "the audit log is append-only"
_SAME_PLACE = "SELECT 1 FROM audit_entry WHERE id = NEW.id OR (brand_id = NEW.brand_id AND sequence = NEW.sequence)"


_IDEAS_AT_ONCE = 500


def _keep_old_rows() -> None:
    """Give what is there already its place: votes count for their own idea, unanswered ideas wait for an answer."""
    connection = op.get_bind()
    due = (
        "rank.created_at + interval '14 days'"
        if connection.dialect.name == "postgresql"
        else "strftime('%Y-%m-%d %H:%M:%f000', rank.created_at, '+14 days')"
    )
    statements = (
        "UPDATE vote SET counted_for_id = idea_id WHERE idea_id BETWEEN :first AND :last",
        f"UPDATE idea_rank AS rank SET answer_due = {due} WHERE idea_id BETWEEN :first AND :last",  # noqa: S608 - our own words
        "UPDATE idea_rank SET awaits_answer = (visibility = 'public'), due_votes = 25 WHERE idea_id IN"
        " (SELECT id FROM idea WHERE answered_at IS NULL AND id BETWEEN :first AND :last)",
        "UPDATE idea SET answer_was_due = (SELECT answer_due FROM idea_rank WHERE idea_rank.idea_id = idea.id)"
        " WHERE answered_at IS NOT NULL AND id BETWEEN :first AND :last",
        "UPDATE idea SET is_imported = true WHERE id BETWEEN :first AND :last AND id IN"
        " (SELECT idea_id FROM imported WHERE kind = 'idea')",
    )
    for ids in _ideas_in_batches():
        for statement in statements:
            connection.execute(sa.text(statement), {"first": ids[0], "last": ids[-1]})


def _ideas_in_batches() -> Iterator[Sequence[int]]:
    """The ids of all ideas in order, some at once: no statement changes all votes of a large database."""
    ids = op.get_bind().scalars(sa.text("SELECT id FROM idea ORDER BY id")).all()
    return (ids[start : start + _IDEAS_AT_ONCE] for start in range(0, len(ids), _IDEAS_AT_ONCE))


def _guard_the_log() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry"
            " FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
        )
        op.execute(
            "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entry_no_{act.lower()} BEFORE {act} ON audit_entry"
            f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )
    # INSERT OR REPLACE takes the old row away without a word to the triggers for that.
    op.execute(
        f"CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry WHEN EXISTS ({_SAME_PLACE})"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    )
