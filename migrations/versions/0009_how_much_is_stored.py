"""A feed knows how many things it holds and how many bytes they are."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# What one row counts beside its long column.
ROW_BYTES = 160
OF_FEED = "FROM {0} WHERE {0}.account_id = feed.account_id"
THINGS = f"(SELECT count(*) {OF_FEED})"
BYTES = f"(SELECT coalesce(sum({{1}} + coalesce(length({{2}}), 0)), 0) {OF_FEED})"


def upgrade() -> None:
    for column in ("things", "stored_bytes"):
        op.add_column("feed", sa.Column(column, sa.BigInteger, nullable=False, server_default="0"))
    record, fact = BYTES.format("record", ROW_BYTES, "fields"), BYTES.format("fact", ROW_BYTES, "more")
    things = f"{THINGS.format('record')} + {THINGS.format('fact')}"
    op.execute(f"UPDATE feed SET things = {things}, stored_bytes = {record} + {fact}")  # noqa: S608 - words of our own


def downgrade() -> None:
    for column in ("things", "stored_bytes"):
        op.drop_column("feed", column)
