"""An account may have no password: its person signs in by something else."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account") as batch:
        batch.alter_column("auth_hash", existing_type=sa.Text, nullable=True)


def downgrade() -> None:
    # No password has this hash: the recovery key or a reset link lets them in.
    op.execute("UPDATE account SET auth_hash = '' WHERE auth_hash IS NULL")
    with op.batch_alter_table("account") as batch:
        batch.alter_column("auth_hash", existing_type=sa.Text, nullable=False)
