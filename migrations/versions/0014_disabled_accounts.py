"""An account can be disabled by the server's owner, and enabled again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("is_disabled", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("account", column)


def downgrade() -> None:
    op.drop_column("account", "is_disabled")
