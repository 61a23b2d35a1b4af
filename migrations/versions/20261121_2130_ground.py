"""The ground: people, brands, boards, stages, ideas and what happens to them

Revision: 0001_ground, after
"""

import sqlalchemy as sa
from alembic import op

revision = "0001_ground"
down_revision = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("display_name", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("locale", sa.String(length=12), nullable=False),
        sa.Column("shortcuts_on", sa.Boolean(), nullable=False),
        sa.Column("mails_on", sa.Boolean(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email_key", name=op.f("uq_account_email_key")),
    )
    op.create_table(
        "brand",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("tagline", sa.String(length=140), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("shows_voters", sa.Boolean(), nullable=False),
        sa.Column("next_idea_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand")),
        sa.UniqueConstraint("slug", name=op.f("uq_brand_slug")),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("address_key", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=120), nullable=True),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_mail_dedupe_key")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index("ix_mail_address_key_created_at", ["address_key", "created_at"], unique=False)
        batch_op.create_index(
            "ix_mail_waiting",
            ["next_try_at"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "account_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_agent", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_session_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_session_token_hash")),
    )
    with op.batch_alter_table("account_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_session_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_session_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "account_token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "sign_in", "sign_up", "setup", name="purpose", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("tries", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_token_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_account_token_secret_hash")),
    )
    with op.batch_alter_table("account_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_token_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_token_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index("ix_account_token_purpose_email_key", ["purpose", "email_key"], unique=False)

    op.create_table(
        "board",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column(
            "access",
            sa.Enum(
                "public", "members", "invited", name="access", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_board_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_board_brand_id_id")),
        sa.UniqueConstraint("brand_id", "slug", name=op.f("uq_board_brand_id_slug")),
    )
    op.create_table(
        "decline_reason",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_decline_reason_brand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decline_reason")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_decline_reason_brand_id_id")),
        sa.UniqueConstraint("brand_id", "label", name=op.f("uq_decline_reason_brand_id_label")),
    )
    op.create_table(
        "idea_draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("board", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tags", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_idea_draft_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_draft")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_idea_draft_secret_hash")),
    )
    with op.batch_alter_table("idea_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_draft_created_at"), ["created_at"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "member",
                "partner",
                "moderator",
                "owner",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("handle", sa.String(length=40), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_membership_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("brand_id", "account_id", name=op.f("uq_membership_brand_id_account_id")),
        sa.UniqueConstraint("brand_id", "handle", name=op.f("uq_membership_brand_id_handle")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_membership_brand_id_id", ["brand_id", "id"], unique=False)
        batch_op.create_index("ix_membership_brand_id_role_id", ["brand_id", "role", "id"], unique=False)

    op.create_table(
        "stage",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "submitted",
                "reviewing",
                "planned",
                "building",
                "shipped",
                "declined",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
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
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("freezes_votes", sa.Boolean(), nullable=False),
        sa.Column("freezes_comments", sa.Boolean(), nullable=False),
        sa.Column("freezes_edits", sa.Boolean(), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_stage_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_stage_brand_id_id")),
        sa.UniqueConstraint("brand_id", "slug", name=op.f("uq_stage_brand_id_slug")),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("idea_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_tag_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_tag_brand_id_id")),
        sa.UniqueConstraint("brand_id", "slug", name=op.f("uq_tag_brand_id_slug")),
    )
    op.create_table(
        "board_member",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_host", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_board_member_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "account_id"],
            ["membership.brand_id", "membership.account_id"],
            name=op.f("fk_board_member_brand_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "board_id"],
            ["board.brand_id", "board.id"],
            name=op.f("fk_board_member_brand_id_board_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_board_member_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_member")),
        sa.UniqueConstraint("board_id", "account_id", name=op.f("uq_board_member_board_id_account_id")),
    )
    with op.batch_alter_table("board_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_member_account_id"), ["account_id"], unique=False)

    op.create_table(
        "idea",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.String(length=240), nullable=False),
        sa.Column("render_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            nullable=False,
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_idea_author_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["brand_id", "board_id"],
            ["board.brand_id", "board.id"],
            name=op.f("fk_idea_brand_id_board_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "stage_id"],
            ["stage.brand_id", "stage.id"],
            name=op.f("fk_idea_brand_id_stage_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_idea_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("brand_id", "id", name=op.f("uq_idea_brand_id_id")),
        sa.UniqueConstraint("brand_id", "number", name=op.f("uq_idea_brand_id_number")),
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index("ix_idea_brand_id_answered_at", ["brand_id", "answered_at"], unique=False)
        batch_op.create_index("ix_idea_brand_id_author_id", ["brand_id", "author_id"], unique=False)
        batch_op.create_index("ix_idea_brand_id_board_id", ["brand_id", "board_id"], unique=False)
        batch_op.create_index("ix_idea_brand_id_stage_id", ["brand_id", "stage_id"], unique=False)
        batch_op.create_index(
            "ix_idea_promise", ["brand_id", "board_id", "visibility", "created_at", "answered_at"], unique=False
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "member",
                "partner",
                "moderator",
                "owner",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("invited_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("accepted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"], ["account.id"], name=op.f("fk_invitation_accepted_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "board_id"],
            ["board.brand_id", "board.id"],
            name=op.f("fk_invitation_brand_id_board_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_invitation_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_invitation_invited_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_invitation_secret_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_accepted_by_id"), ["accepted_by_id"], unique=False)
        batch_op.create_index("ix_invitation_brand_id_board_id", ["brand_id", "board_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_invited_by_id"), ["invited_by_id"], unique=False)

    op.create_table(
        "stage_route",
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "from_id"],
            ["stage.brand_id", "stage.id"],
            name=op.f("fk_stage_route_brand_id_from_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "to_id"],
            ["stage.brand_id", "stage.id"],
            name=op.f("fk_stage_route_brand_id_to_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_stage_route_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("from_id", "to_id", name=op.f("pk_stage_route")),
    )
    with op.batch_alter_table("stage_route", schema=None) as batch_op:
        batch_op.create_index("ix_stage_route_brand_id_to_id", ["brand_id", "to_id"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fanned_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_activity_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_activity_board_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_activity_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_activity_idea_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_board_id"), ["board_id"], unique=False)
        batch_op.create_index("ix_activity_brand_id_id", ["brand_id", "id"], unique=False)
        batch_op.create_index("ix_activity_idea_id_id", ["idea_id", "id"], unique=False)
        batch_op.create_index(
            "ix_activity_waiting",
            ["id"],
            unique=False,
            sqlite_where=sa.text("fanned_out_at IS NULL"),
            postgresql_where=sa.text("fanned_out_at IS NULL"),
        )

    op.create_table(
        "answer",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("render_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_answer_account_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_answer_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_answer_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("idea_id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_account_id"), ["account_id"], unique=False)

    op.create_table(
        "answer_revision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replaced_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_answer_revision_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brand.id"], name=op.f("fk_answer_revision_brand_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["account.id"], name=op.f("fk_answer_revision_replaced_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_revision")),
        sa.UniqueConstraint("idea_id", "version", name=op.f("uq_answer_revision_idea_id_version")),
    )
    with op.batch_alter_table("answer_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_revision_replaced_by_id"), ["replaced_by_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("render_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_official", sa.Boolean(), nullable=False),
        sa.Column("counts_heat", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_comment_author_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_comment_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_comment_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["idea_id", "parent_id"],
            ["comment.idea_id", "comment.id"],
            name=op.f("fk_comment_idea_id_parent_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["account.id"], name=op.f("fk_comment_removed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("idea_id", "id", name=op.f("uq_comment_idea_id_id")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_comment_idea_id_parent_id_id", ["idea_id", "parent_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_removed_by_id"), ["removed_by_id"], unique=False)

    op.create_table(
        "follow",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_follow_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_follow_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_follow_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("idea_id", "account_id", name=op.f("pk_follow")),
    )
    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_account_id"), ["account_id"], unique=False)

    op.create_table(
        "idea_rank",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("board_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vote_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("retained_votes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("comment_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("heat", sa.Double(), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_idea_rank_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_idea_rank_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("idea_id", name=op.f("pk_idea_rank")),
    )
    with op.batch_alter_table("idea_rank", schema=None) as batch_op:
        batch_op.create_index("ix_idea_rank_board_heat", ["board_id", "visibility", "heat", "idea_id"], unique=False)
        batch_op.create_index(
            "ix_idea_rank_board_new", ["board_id", "visibility", "created_at", "idea_id"], unique=False
        )
        batch_op.create_index(
            "ix_idea_rank_board_top", ["board_id", "visibility", "vote_count", "idea_id"], unique=False
        )
        batch_op.create_index(
            "ix_idea_rank_stage_heat", ["board_id", "stage_id", "visibility", "heat", "idea_id"], unique=False
        )
        batch_op.create_index(
            "ix_idea_rank_stage_new", ["board_id", "stage_id", "visibility", "created_at", "idea_id"], unique=False
        )
        batch_op.create_index(
            "ix_idea_rank_stage_top", ["board_id", "stage_id", "visibility", "vote_count", "idea_id"], unique=False
        )

    op.create_table(
        "idea_revision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replaced_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_idea_revision_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_idea_revision_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["account.id"], name=op.f("fk_idea_revision_replaced_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_revision")),
        sa.UniqueConstraint("idea_id", "version", name=op.f("uq_idea_revision_idea_id_version")),
    )
    with op.batch_alter_table("idea_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_revision_replaced_by_id"), ["replaced_by_id"], unique=False)

    op.create_table(
        "idea_tag",
        sa.Column("tag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_idea_tag_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "tag_id"],
            ["tag.brand_id", "tag.id"],
            name=op.f("fk_idea_tag_brand_id_tag_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_idea_tag_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tag_id", "idea_id", name=op.f("pk_idea_tag")),
    )
    with op.batch_alter_table("idea_tag", schema=None) as batch_op:
        batch_op.create_index("ix_idea_tag_idea_id", ["idea_id"], unique=False)

    op.create_table(
        "move",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_stage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("to_stage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("from_name", sa.String(length=40), nullable=False),
        sa.Column("to_name", sa.String(length=40), nullable=False),
        sa.Column("to_phase", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_move_account_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_move_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "reason_id"],
            ["decline_reason.brand_id", "decline_reason.id"],
            name=op.f("fk_move_brand_id_reason_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_move_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["from_stage_id"], ["stage.id"], name=op.f("fk_move_from_stage_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["to_stage_id"], ["stage.id"], name=op.f("fk_move_to_stage_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
        sa.UniqueConstraint("idea_id", "version", name=op.f("uq_move_idea_id_version")),
    )
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_move_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_move_brand_id_reason_id", ["brand_id", "reason_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_move_from_stage_id"), ["from_stage_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_move_to_stage_id"), ["to_stage_id"], unique=False)

    op.create_table(
        "vote",
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_vote_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_vote_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_vote_brand_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("idea_id", "account_id", name=op.f("pk_vote")),
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index("ix_vote_account_id_idea_id", ["account_id", "idea_id"], unique=False)
        batch_op.create_index("ix_vote_idea_id_created_at", ["idea_id", "created_at"], unique=False)

    op.create_table(
        "imported",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("source_id", sa.String(length=120), nullable=False),
        sa.Column("idea_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("comment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "idea_id"],
            ["idea.brand_id", "idea.id"],
            name=op.f("fk_imported_brand_id_idea_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["brand_id"], ["brand.id"], name=op.f("fk_imported_brand_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["idea_id", "comment_id"],
            ["comment.idea_id", "comment.id"],
            name=op.f("fk_imported_idea_id_comment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported")),
        sa.UniqueConstraint(
            "brand_id", "kind", "source", "source_id", name=op.f("uq_imported_brand_id_kind_source_source_id")
        ),
    )
    with op.batch_alter_table("imported", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_comment_id"), ["comment_id"], unique=False)
        batch_op.create_index("ix_imported_idea_id", ["idea_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("imported", schema=None) as batch_op:
        batch_op.drop_index("ix_imported_idea_id")
        batch_op.drop_index(batch_op.f("ix_imported_comment_id"))

    op.drop_table("imported")
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.drop_index("ix_vote_idea_id_created_at")
        batch_op.drop_index("ix_vote_account_id_idea_id")

    op.drop_table("vote")
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_move_to_stage_id"))
        batch_op.drop_index(batch_op.f("ix_move_from_stage_id"))
        batch_op.drop_index("ix_move_brand_id_reason_id")
        batch_op.drop_index(batch_op.f("ix_move_account_id"))

    op.drop_table("move")
    with op.batch_alter_table("idea_tag", schema=None) as batch_op:
        batch_op.drop_index("ix_idea_tag_idea_id")

    op.drop_table("idea_tag")
    with op.batch_alter_table("idea_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_revision_replaced_by_id"))

    op.drop_table("idea_revision")
    with op.batch_alter_table("idea_rank", schema=None) as batch_op:
        batch_op.drop_index("ix_idea_rank_stage_top")
        batch_op.drop_index("ix_idea_rank_stage_new")
        batch_op.drop_index("ix_idea_rank_stage_heat")
        batch_op.drop_index("ix_idea_rank_board_top")
        batch_op.drop_index("ix_idea_rank_board_new")
        batch_op.drop_index("ix_idea_rank_board_heat")

    op.drop_table("idea_rank")
    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_account_id"))

    op.drop_table("follow")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_removed_by_id"))
        batch_op.drop_index("ix_comment_idea_id_parent_id_id")
        batch_op.drop_index(batch_op.f("ix_comment_author_id"))

    op.drop_table("comment")
    with op.batch_alter_table("answer_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_revision_replaced_by_id"))

    op.drop_table("answer_revision")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_account_id"))

    op.drop_table("answer")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_activity_waiting",
            sqlite_where=sa.text("fanned_out_at IS NULL"),
            postgresql_where=sa.text("fanned_out_at IS NULL"),
        )
        batch_op.drop_index("ix_activity_idea_id_id")
        batch_op.drop_index("ix_activity_brand_id_id")
        batch_op.drop_index(batch_op.f("ix_activity_board_id"))
        batch_op.drop_index(batch_op.f("ix_activity_account_id"))

    op.drop_table("activity")
    with op.batch_alter_table("stage_route", schema=None) as batch_op:
        batch_op.drop_index("ix_stage_route_brand_id_to_id")

    op.drop_table("stage_route")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_invited_by_id"))
        batch_op.drop_index("ix_invitation_brand_id_board_id")
        batch_op.drop_index(batch_op.f("ix_invitation_accepted_by_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.drop_index("ix_idea_promise")
        batch_op.drop_index("ix_idea_brand_id_stage_id")
        batch_op.drop_index("ix_idea_brand_id_board_id")
        batch_op.drop_index("ix_idea_brand_id_author_id")
        batch_op.drop_index("ix_idea_brand_id_answered_at")

    op.drop_table("idea")
    with op.batch_alter_table("board_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_member_account_id"))

    op.drop_table("board_member")
    op.drop_table("tag")
    op.drop_table("stage")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_brand_id_role_id")
        batch_op.drop_index("ix_membership_brand_id_id")
        batch_op.drop_index(batch_op.f("ix_membership_account_id"))

    op.drop_table("membership")
    with op.batch_alter_table("idea_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_draft_created_at"))

    op.drop_table("idea_draft")
    op.drop_table("decline_reason")
    op.drop_table("board")
    with op.batch_alter_table("account_token", schema=None) as batch_op:
        batch_op.drop_index("ix_account_token_purpose_email_key")
        batch_op.drop_index(batch_op.f("ix_account_token_expires_at"))
        batch_op.drop_index(batch_op.f("ix_account_token_account_id"))

    op.drop_table("account_token")
    with op.batch_alter_table("account_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_session_expires_at"))
        batch_op.drop_index(batch_op.f("ix_account_session_account_id"))

    op.drop_table("account_session")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_mail_waiting", sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL")
        )
        batch_op.drop_index("ix_mail_address_key_created_at")

    op.drop_table("mail")
    op.drop_table("brand")
    op.drop_table("account")
