"""Rewrite the rows of sharing commands on PostgreSQL, where a dropped column stays in each row until then.

0006 dropped what commands had answered; SQLite rewrote the table at once.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("UPDATE share_command SET body_hash = body_hash")


def downgrade() -> None:
    """Nothing to take back: the rows say what they said."""
