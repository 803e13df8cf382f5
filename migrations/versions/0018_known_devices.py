"""Devices that have signed in before: until now a cookie alone said so, and a copy of it stayed good."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    whose = sa.ForeignKey("account.id", name="fk_known_device_account_id_account", ondelete="CASCADE")
    op.create_table(
        "known_device",
        sa.Column("device_hash", sa.LargeBinary, nullable=False),
        sa.Column("account_id", sa.String(32), whose, nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("device_hash", name="pk_known_device"),
    )
    op.create_index("ix_known_device_account_id", "known_device", ["account_id"])


def downgrade() -> None:
    op.drop_table("known_device")
