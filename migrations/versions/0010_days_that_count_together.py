"""A half of a link knows which days or weeks count; what was counted before stays part of the count."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    before = sa.Column("count_before", sa.Integer, nullable=False, server_default="0")
    op.add_column("together_side", before)
    op.add_column("together_side", sa.Column("counted", sa.Text, nullable=False, server_default="[]"))
    op.execute("UPDATE together_side SET count_before = count")


def downgrade() -> None:
    for column in ("count_before", "counted"):
        op.drop_column("together_side", column)
