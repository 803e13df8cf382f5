"""Accounts, sessions, invitations, reset links, the server's own key, rate buckets.

Revision accounts, after nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "accounts"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_people()
    create_links()
    op.create_table(
        "server_secret",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "rate_bucket",
        sa.Column("key_hash", sa.LargeBinary, primary_key=True),
        sa.Column("tokens", sa.Float(53), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
    )
    op.create_index("ix_rate_bucket_updated_at", "rate_bucket", ["updated_at"])


def create_people() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("username", sa.String(32), nullable=False, unique=True),
        sa.Column("auth_hash", sa.Text, nullable=False),
        sa.Column("kdf_salt", sa.LargeBinary, nullable=False),
        sa.Column("kdf_rounds", sa.Integer, nullable=False),
        sa.Column("wrap", sa.Text),
        sa.Column("recovery_hash", sa.LargeBinary, nullable=False),
        sa.Column("recovery_wrap", sa.Text, nullable=False),
        sa.Column("is_owner", sa.Boolean, nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
    )
    owner = sa.text("is_owner")
    op.create_index(
        "ix_account_one_owner",
        "account",
        ["is_owner"],
        unique=True,
        sqlite_where=owner,
        postgresql_where=owner,
    )
    op.create_table(
        "session",
        sa.Column(
            "account_id", sa.String(32), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("previous_hash", sa.LargeBinary),
        sa.Column("previous_ends_at", INSTANT),
        sa.Column("nonce", sa.LargeBinary),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("rotated_at", INSTANT, nullable=False),
        sa.Column("stepped_up_at", INSTANT),
        sa.Column("device_name", sa.Text),
    )


def create_links() -> None:
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("account_id", sa.String(32), sa.ForeignKey("account.id", ondelete="CASCADE")),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
    )
    op.create_table(
        "reset_link",
        sa.Column(
            "account_id", sa.String(32), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    for table in ("rate_bucket", "server_secret", "reset_link", "invitation", "session", "account"):
        op.drop_table(table)
