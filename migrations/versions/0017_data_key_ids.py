"""Which data key an account has, the keys it had before, and what is left of accounts that were deleted.

So far an account had one key for good: its wraps name it, as `v1.<key id>.`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("key_id", sa.String(16)))
    op.add_column("account", sa.Column("credential_changes", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE account SET key_id = substr(recovery_wrap, 4, 16)")
    with op.batch_alter_table("account") as batch:
        batch.alter_column("key_id", existing_type=sa.String(16), nullable=False)
    op.create_table(
        "retired_key",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("wrap", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_retired_key_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "key_id", name="pk_retired_key"),
    )
    op.create_table(
        "deleted_account",
        sa.Column("id_hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_deleted_account"),
    )


def downgrade() -> None:
    op.drop_table("deleted_account")
    op.drop_table("retired_key")
    op.drop_column("account", "credential_changes")
    op.drop_column("account", "key_id")
