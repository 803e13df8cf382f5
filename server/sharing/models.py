"""The tables of sharing: a row belongs to one account and goes with it, and a pair has a row on each side.

Nobody's rows are written in the same transaction as another's. Nothing has a time of day but invitations,
whose hours count, and the hour of a gesture, for a day. What is stopped or ended is deleted, so that no table
tells what once was shared.
"""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.core.columns import Instant
from server.core.db import Base, table_of

ID_CHARACTERS = 32
SUBJECT_CHARACTERS = 64


def _account_key() -> Mapped[str]:
    return mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )


def _id() -> Mapped[str]:
    return mapped_column(String(ID_CHARACTERS))


class Invite(Base):
    """An invitation to share, found by its token as one to sign up is; `pair_id` is its name later.

    `closed_at` is set once it is confirmed, cancelled or its pair ended: nothing can become of it any more.
    """

    __tablename__ = "share_invite"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[str] = mapped_column(
        String(ID_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    pair_id: Mapped[str] = _id()
    expires_at: Mapped[datetime] = mapped_column(Instant)
    accepted_by: Mapped[str | None] = mapped_column(String(ID_CHARACTERS))
    accepted_name: Mapped[str | None] = mapped_column(String(32))
    """The name of who accepted, as it was then: confirming shows nothing of what became of them since."""
    accepted_command: Mapped[str | None] = mapped_column(String(ID_CHARACTERS))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class Sharer(Base):
    """An account that has to do with sharing; its commands wait for each other at this row."""

    __tablename__ = "sharer"

    account_id: Mapped[str] = _account_key()
    epoch: Mapped[str] = mapped_column(String(32))
    """The history in which a device of the account last agreed; in another, nothing is shown."""
    published_on: Mapped[date] = mapped_column(Date)
    """The last of the account's days at whose minute its views were published."""


class Side(Base):
    """One person's half of a pair, with what that person may know of the other, whatever becomes of them."""

    __tablename__ = "share_side"

    account_id: Mapped[str] = _account_key()
    pair_id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    partner_id: Mapped[str] = _id()
    partner_name: Mapped[str] = mapped_column(String(32))
    command_id: Mapped[str | None] = mapped_column(String(ID_CHARACTERS))
    """The command by which this person accepted or confirmed, to answer it again."""
    is_open: Mapped[bool]
    """Whether the one who invited has confirmed."""
    is_muted: Mapped[bool]


class ShareRow(Base):
    """One thing shown to one person, and the numbers that were published last."""

    __tablename__ = "share"
    __table_args__ = (Index("ix_share_account_id_pair_id", "account_id", "pair_id"),)

    account_id: Mapped[str] = _account_key()
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    pair_id: Mapped[str] = _id()
    kind: Mapped[str] = mapped_column(String(8))
    subject_id: Mapped[str] = mapped_column(String(SUBJECT_CHARACTERS))
    level: Mapped[str | None] = mapped_column(String(8))
    label: Mapped[str] = mapped_column(Text)
    is_paused: Mapped[bool]
    started_on: Mapped[date]
    renewed_on: Mapped[date]
    head_start: Mapped[int]
    """The streak from before sharing that its owner took along."""
    reserve: Mapped[int]
    """What the fold held in reserve when sharing began."""
    kept: Mapped[int]
    current: Mapped[int]
    best: Mapped[int]
    unit: Mapped[str] = mapped_column(String(5))
    stale_days: Mapped[int]
    """After so many days without growth no current streak is shown."""
    grown_on: Mapped[date]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    """While paused: the day that was shown as done when the pause began."""


class Together(Base):
    """One person's half of a link between two practices; not linked while `started_on` is null."""

    __tablename__ = "together_side"

    account_id: Mapped[str] = _account_key()
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    pair_id: Mapped[str] = _id()
    partner_id: Mapped[str] = _id()
    habit_id: Mapped[str] = mapped_column(String(SUBJECT_CHARACTERS))
    label: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(4))
    is_mine: Mapped[bool]
    started_on: Mapped[date | None]
    count: Mapped[int]
    """What is shown."""
    count_before: Mapped[int] = mapped_column(server_default="0")
    """What was counted before days were noted; it stays part of the count."""
    counted: Mapped[str] = mapped_column(Text, server_default="[]")
    """JSON: the days, or Mondays of the weeks, that this person had done when they were over."""


class Appreciation(Base):
    """A gesture that has arrived."""

    __tablename__ = "appreciation"

    account_id: Mapped[str] = _account_key()
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    pair_id: Mapped[str] = _id()
    gesture: Mapped[str] = mapped_column(String(16))
    sent_on: Mapped[date]


class SentAppreciation(Base):
    """A gesture that was sent, whatever became of it: they are counted over 24 hours, then forgotten."""

    __tablename__ = "appreciation_sent"

    account_id: Mapped[str] = _account_key()
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    partner_id: Mapped[str] = _id()
    sent_at: Mapped[datetime] = mapped_column(Instant)
    """The hour in which it was sent."""


class Block(Base):
    """Somebody whose invitations are worth nothing to this account."""

    __tablename__ = "share_block"

    account_id: Mapped[str] = _account_key()
    blocked_id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    blocked_name: Mapped[str] = mapped_column(String(32))


class CommandRow(Base):
    """That a command was done, for as long as a device could send it again: not what it was about."""

    __tablename__ = "share_command"

    account_id: Mapped[str] = _account_key()
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    done_on: Mapped[date]


INVITE = table_of(Invite)
SHARER = table_of(Sharer)
SIDE = table_of(Side)
SHARE = table_of(ShareRow)
TOGETHER = table_of(Together)
APPRECIATION = table_of(Appreciation)
SENT = table_of(SentAppreciation)
BLOCK = table_of(Block)
COMMAND = table_of(CommandRow)
