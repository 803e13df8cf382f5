"""The tables of the domain. They hold times, ids and what became of a nudge, and no word of anybody.

An account is the unit of work: its one row in `nudge_agenda` says when a worker is next needed, and whoever
leases that row alone plans, sends and records for the account until the lease ends.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from server.core.columns import Instant
from server.core.db import Base, table_of
from server.ledger.models import ACCOUNT_CHARACTERS, ID_CHARACTERS, TYPE_CHARACTERS
from server.nudges.rules import State


def _account_key() -> Mapped[str]:
    return mapped_column(
        String(ACCOUNT_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )


def _partial_index(name: str, columns: Sequence[str], condition: str) -> Index:
    """Return an index that holds only these rows, on both databases."""
    where = text(condition)
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class Agenda(Base):
    """When an account needs a worker next; an account without reminders and tests has no row."""

    __tablename__ = "nudge_agenda"
    __table_args__ = (
        _partial_index("ix_nudge_agenda_wake_at", ["wake_at"], "wake_at IS NOT NULL"),
        Index("ix_nudge_agenda_written_at", "written_at"),
    )

    account_id: Mapped[str] = _account_key()
    wake_at: Mapped[datetime | None] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    """Until then it is some worker's; also that worker's proof that it still is."""
    stale_since: Mapped[datetime | None] = mapped_column(Instant)
    """Since when reminders may have changed that the planned nudges do not know of."""
    written_at: Mapped[datetime | None] = mapped_column(Instant)
    """What the clock showed when this row was last written; later than now where that clock was ahead."""
    marks: Mapped[int]
    """How often something asked for a worker; one who finds another number at the end was overtaken."""
    capped_on: Mapped[str | None] = mapped_column(String(10))
    capped_count: Mapped[int]
    """How many were sent on the local day `capped_on`."""


class NudgeRow(Base):
    """A reminder's nudge of one local day. Its id is made from both, so there cannot be two."""

    __tablename__ = "nudge"
    __table_args__ = (
        _partial_index("ix_nudge_open", ["account_id", "try_at"], "try_at IS NOT NULL"),
        Index("ix_nudge_account_id_due_at", "account_id", "due_at"),
    )

    account_id: Mapped[str] = _account_key()
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    type: Mapped[str] = mapped_column(String(TYPE_CHARACTERS))
    subject_id: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    reminder_id: Mapped[str] = mapped_column(String(ID_CHARACTERS))
    on_date: Mapped[str] = mapped_column(String(10))
    due_at: Mapped[datetime] = mapped_column(Instant)
    try_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it is to be looked at next; null once it is over."""
    state: Mapped[State] = mapped_column(String(10))
    lead_id: Mapped[str | None] = mapped_column(String(16))
    """The nudge under whose id it was sent, where several went as one."""
    is_again: Mapped[bool]
    """Whether the person asked for it once more."""
    attempts: Mapped[int]
    deliveries: Mapped[str | None] = mapped_column(Text)
    """JSON: what became of it at each device, by session; at the lead of several that went as one."""
    reaction: Mapped[str | None] = mapped_column(String(10))


class PushSubscription(Base):
    """Where a signed-in device can be reached; it goes with the session."""

    __tablename__ = "push_subscription"
    __table_args__ = (
        ForeignKeyConstraint(
            ["account_id", "session_id"],
            ["session.account_id", "session.id"],
            name="fk_push_subscription_session",
            ondelete="CASCADE",
        ),
    )

    account_id: Mapped[str] = mapped_column(String(ACCOUNT_CHARACTERS), primary_key=True)
    session_id: Mapped[str] = mapped_column(String(ACCOUNT_CHARACTERS), primary_key=True)
    endpoint: Mapped[str] = mapped_column(Text)
    endpoint_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    p256dh: Mapped[bytes] = mapped_column(LargeBinary)
    auth: Mapped[bytes] = mapped_column(LargeBinary)
    has_arrived: Mapped[bool]
    test_token: Mapped[bytes] = mapped_column(LargeBinary)
    test_state: Mapped[str] = mapped_column(String(10))
    test_attempts: Mapped[int]
    test_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the test is to be sent; null once it is over."""


AGENDA = table_of(Agenda)
NUDGE = table_of(NudgeRow)
SUBSCRIPTION = table_of(PushSubscription)
