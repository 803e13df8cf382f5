"""Nudges: agendas, the nudges themselves, and the devices they can be sent to."""

import sqlalchemy as sa
from alembic import op

revision = "nudges"
down_revision = "sharing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_agenda()
    create_nudge()
    create_push_subscription()


def downgrade() -> None:
    for table in ("push_subscription", "nudge", "nudge_agenda"):
        op.drop_table(table)


def create_agenda() -> None:
    op.create_table(
        "nudge_agenda",
        account_key("nudge_agenda"),
        sa.Column("wake_at", sa.DateTime(timezone=True)),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("stale_since", sa.DateTime(timezone=True)),
        sa.Column("marks", sa.Integer, nullable=False),
        sa.Column("capped_on", sa.String(10)),
        sa.Column("capped_count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_nudge_agenda"),
    )
    create_partial_index("ix_nudge_agenda_wake_at", "nudge_agenda", ["wake_at"], "wake_at IS NOT NULL")


def create_nudge() -> None:
    op.create_table(
        "nudge",
        account_key("nudge"),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(64), nullable=False),
        sa.Column("reminder_id", sa.String(64), nullable=False),
        sa.Column("on_date", sa.String(10), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("try_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("lead_id", sa.String(16)),
        sa.Column("is_again", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("deliveries", sa.Text),
        sa.Column("reaction", sa.String(10)),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_nudge"),
    )
    create_partial_index("ix_nudge_open", "nudge", ["account_id", "try_at"], "try_at IS NOT NULL")
    op.create_index("ix_nudge_account_id_due_at", "nudge", ["account_id", "due_at"])


def create_push_subscription() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("endpoint", sa.Text, nullable=False),
        sa.Column("endpoint_hash", sa.LargeBinary, nullable=False),
        sa.Column("p256dh", sa.LargeBinary, nullable=False),
        sa.Column("auth", sa.LargeBinary, nullable=False),
        sa.Column("has_arrived", sa.Boolean, nullable=False),
        sa.Column("test_token", sa.LargeBinary, nullable=False),
        sa.Column("test_state", sa.String(10), nullable=False),
        sa.Column("test_attempts", sa.Integer, nullable=False),
        sa.Column("test_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("account_id", "session_id", name="pk_push_subscription"),
        sa.ForeignKeyConstraint(
            ["account_id", "session_id"],
            ["session.account_id", "session.id"],
            name="fk_push_subscription_session",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("endpoint_hash", name="uq_push_subscription_endpoint_hash"),
    )


def account_key(table: str) -> sa.Column[str]:
    key = sa.ForeignKey("account.id", name=f"fk_{table}_account_id_account", ondelete="CASCADE")
    return sa.Column("account_id", sa.String(32), key, nullable=False)


def create_partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
