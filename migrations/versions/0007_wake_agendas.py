"""Nudges: when an agenda was written; every account is planned for again, also those that slept for ever."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AGENDA = sa.table(
    "nudge_agenda",
    sa.column("wake_at", sa.DateTime(timezone=True)),
    sa.column("stale_since", sa.DateTime(timezone=True)),
    sa.column("marks", sa.Integer),
)


def upgrade() -> None:
    op.add_column("nudge_agenda", sa.Column("written_at", sa.DateTime(timezone=True)))
    op.create_index("ix_nudge_agenda_written_at", "nudge_agenda", ["written_at"])
    wake_all()


def downgrade() -> None:
    op.drop_index("ix_nudge_agenda_written_at", "nudge_agenda")
    op.drop_column("nudge_agenda", "written_at")


def wake_all() -> None:
    """A reminder on one weekday was planned once and never again, or by a clock that was far ahead."""
    now = datetime.now(UTC)
    if op.get_bind().dialect.name == "sqlite":
        now = now.replace(tzinfo=None)  # as the column type of the models writes it
    stale_since = sa.func.coalesce(AGENDA.c.stale_since, now)
    op.execute(sa.update(AGENDA).values(wake_at=now, stale_since=stale_since, marks=AGENDA.c.marks + 1))
