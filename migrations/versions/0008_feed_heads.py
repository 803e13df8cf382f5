"""A token for each head of a feed, so that a server whose data went back in time notices it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("head_token", sa.String(16)))
    op.create_table(
        "feed_head",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("head", sa.BigInteger, nullable=False),
        sa.Column("token", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_feed_head_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "head", name="pk_feed_head"),
        sqlite_with_rowid=False,
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    token = "hex(randomblob(8))" if is_sqlite else "substr(replace(gen_random_uuid()::text, '-', ''), 17)"
    op.execute(f"UPDATE feed SET head_token = lower({token}) WHERE head > 0")  # noqa: S608 - words of our own
    op.execute(
        "INSERT INTO feed_head (account_id, head, token)"
        " SELECT account_id, head, head_token FROM feed WHERE head > 0"
    )


def downgrade() -> None:
    op.drop_table("feed_head")
    op.drop_column("feed", "head_token")
