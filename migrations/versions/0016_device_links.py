"""Links that sign one more device in."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device_link",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("secrets_hash", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claim_hash", sa.LargeBinary),
        sa.Column("numbers", sa.String(8)),
        sa.Column("number", sa.String(2)),
        sa.Column("wrap", sa.Text),
        sa.Column("collected_session_id", sa.String(32)),
        sa.ForeignKeyConstraint(
            ["account_id", "session_id"],
            ["session.account_id", "session.id"],
            name="fk_device_link_session",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name="pk_device_link"),
        sa.UniqueConstraint("token_hash", name="uq_device_link_token_hash"),
    )
    op.create_index("ix_device_link_expires_at", "device_link", ["expires_at"])


def downgrade() -> None:
    op.drop_table("device_link")
