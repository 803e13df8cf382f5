"""Sharing: invitations, pairs, what is shown to whom, links, gestures, blocks, commands."""

import sqlalchemy as sa
from alembic import op

revision = "sharing"
down_revision = "ledger"
branch_labels = None
depends_on = None

TABLES = (
    "share_command",
    "share_block",
    "appreciation_sent",
    "appreciation",
    "together_side",
    "share",
    "share_side",
    "sharer",
    "share_invite",
)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_pairs()
    create_shares()
    create_between()
    op.create_table(
        "share_command",
        *key("share_command", "id"),
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("body_hash", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("done_on", sa.Date, nullable=False),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def create_pairs() -> None:
    op.create_table(
        "share_invite",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        account("share_invite"),
        sa.Column("pair_id", sa.String(32), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("accepted_by", sa.String(32)),
        sa.Column("accepted_command", sa.String(32)),
        sa.Column("closed_at", INSTANT),
        sa.PrimaryKeyConstraint("token_hash", name="pk_share_invite"),
    )
    op.create_index("ix_share_invite_account_id", "share_invite", ["account_id"])
    op.create_table(
        "sharer",
        *key("sharer"),
        sa.Column("epoch", sa.String(32), nullable=False),
        sa.Column("published_on", sa.Date, nullable=False),
    )
    op.create_table(
        "share_side",
        *key("share_side", "pair_id"),
        sa.Column("partner_id", sa.String(32), nullable=False),
        sa.Column("partner_name", sa.String(32), nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("is_muted", sa.Boolean, nullable=False),
    )


def create_shares() -> None:
    op.create_table(
        "share",
        *key("share", "id"),
        sa.Column("pair_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("subject_id", sa.String(64), nullable=False),
        sa.Column("level", sa.String(8)),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("is_paused", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Date, nullable=False) for name in ("started_on", "renewed_on")),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("head_start", "reserve", "kept", "current", "best")
        ),
        sa.Column("unit", sa.String(5), nullable=False),
        sa.Column("stale_days", sa.Integer, nullable=False),
        sa.Column("grown_on", sa.Date, nullable=False),
        *(sa.Column(name, sa.Date) for name in ("due_on", "done_on")),
    )
    op.create_index("ix_share_account_id_pair_id", "share", ["account_id", "pair_id"])


def create_between() -> None:
    op.create_table(
        "together_side",
        *key("together_side", "id"),
        sa.Column("pair_id", sa.String(32), nullable=False),
        sa.Column("partner_id", sa.String(32), nullable=False),
        sa.Column("habit_id", sa.String(64), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("unit", sa.String(4), nullable=False),
        sa.Column("is_mine", sa.Boolean, nullable=False),
        sa.Column("started_on", sa.Date),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "appreciation",
        *key("appreciation", "id"),
        sa.Column("pair_id", sa.String(32), nullable=False),
        sa.Column("gesture", sa.String(16), nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
    )
    op.create_table(
        "appreciation_sent",
        *key("appreciation_sent", "id"),
        sa.Column("partner_id", sa.String(32), nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
    )
    op.create_table(
        "share_block",
        *key("share_block", "blocked_id"),
        sa.Column("blocked_name", sa.String(32), nullable=False),
    )


def key(table: str, *names: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Make the columns of a key that begins with the account."""
    columns = (sa.Column(name, sa.String(32), nullable=False) for name in names)
    return (
        account(table),
        *columns,
        sa.PrimaryKeyConstraint("account_id", *names, name=f"pk_{table}"),
    )


def account(table: str) -> sa.Column[str]:
    whose = sa.ForeignKey("account.id", name=f"fk_{table}_account_id_account", ondelete="CASCADE")
    return sa.Column("account_id", sa.String(32), whose, nullable=False)
