"""Passkeys, and the challenges that they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("account_id", sa.String(32), whose("passkey"), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("credential_id", sa.LargeBinary, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("is_synced", sa.Boolean, nullable=False),
        sa.Column("transports", sa.String(64), nullable=False),
        sa.Column("wrap", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_passkey"),
    )
    op.create_index("ix_passkey_credential_id", "passkey", ["credential_id"])
    op.create_table(
        "passkey_challenge",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(8), nullable=False),
        sa.Column("challenge", sa.LargeBinary, nullable=False),
        sa.Column("account_id", sa.String(32), whose("passkey_challenge")),
        sa.Column("session_id", sa.String(32)),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passkey_challenge"),
    )
    op.create_index("ix_passkey_challenge_expires_at", "passkey_challenge", ["expires_at"])


def downgrade() -> None:
    op.drop_table("passkey_challenge")
    op.drop_table("passkey")


def whose(table: str) -> sa.ForeignKey:
    return sa.ForeignKey("account.id", name=f"fk_{table}_account_id_account", ondelete="CASCADE")
