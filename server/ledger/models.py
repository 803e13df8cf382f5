"""The tables of what people record. Every row belongs to an account and goes with it.

A thing (a record or a fact) stands in its feed once, under the number it got when it last changed. The
migration adds triggers that refuse a row which was not numbered by the transaction that writes it.
"""

from sqlalchemy import BigInteger, Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.core.db import Base

ID_CHARACTERS = 64
TYPE_CHARACTERS = 32
ACCOUNT_CHARACTERS = 32
TOKEN_CHARACTERS = 16


def _account_key() -> Mapped[str]:
    return mapped_column(
        String(ACCOUNT_CHARACTERS), ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )


class Feed(Base):
    """Where an account's numbering stands."""

    __tablename__ = "feed"

    account_id: Mapped[str] = _account_key()
    epoch: Mapped[str] = mapped_column(String(32))
    """The identity of the server's history: another one means that it may lack what it had."""
    head: Mapped[int] = mapped_column(BigInteger)
    """The last number that was given."""
    floor: Mapped[int] = mapped_column(BigInteger)
    """The head before the transaction that gave it."""
    head_token: Mapped[str | None] = mapped_column(String(TOKEN_CHARACTERS))
    """The token of `head`; null while that is 0."""
    things: Mapped[int] = mapped_column(BigInteger, server_default="0")
    """How many records and facts there are; ids are never forgotten, so it only grows."""
    stored_bytes: Mapped[int] = mapped_column(BigInteger, server_default="0")
    """How many bytes they are, as `rows.size_of` counts."""


class FeedHead(Base):
    """A head that the feed has had: a transaction that gives numbers leaves one, with a random token.

    A device sends back the token that it got with its cursor. After the data went back in time, the same
    head has another token, or none.
    """

    __tablename__ = "feed_head"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account_id: Mapped[str] = _account_key()
    head: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(String(TOKEN_CHARACTERS))


class Record(Base):
    """A record of registers, as JSON: {field: [value, stamp]}."""

    __tablename__ = "record"
    __table_args__ = (UniqueConstraint("account_id", "seq"),)

    account_id: Mapped[str] = _account_key()
    type: Mapped[str] = mapped_column(String(TYPE_CHARACTERS), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    fields: Mapped[str] = mapped_column(Text)


class Fact(Base):
    """An entry or a promise's event; without members while only its withdrawal is known."""

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("account_id", "seq"),
        Index("ix_fact_account_id_subject_id_on_date", "account_id", "subject_id", "on_date"),
    )

    account_id: Mapped[str] = _account_key()
    type: Mapped[str] = mapped_column(String(TYPE_CHARACTERS), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    withdrawn: Mapped[bool]
    subject_id: Mapped[str | None] = mapped_column(String(ID_CHARACTERS))
    """The habit or promise that it is about; not a foreign key, for it may arrive before that."""
    on_date: Mapped[str | None] = mapped_column(String(10))
    """A local date, fixed by the device that wrote it."""
    kind: Mapped[str | None] = mapped_column(String(16))
    amount: Mapped[float | None] = mapped_column(Float(53))
    more: Mapped[str | None] = mapped_column(Text)
    """The other members as JSON, such as the sealed note; null where there are none."""


class RejectedChange(Base):
    """What was refused, for support: the latest of each thing, without any text in clear."""

    __tablename__ = "rejected_change"

    account_id: Mapped[str] = _account_key()
    type: Mapped[str] = mapped_column(String(TYPE_CHARACTERS), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_CHARACTERS), primary_key=True)
    code: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    rejected_on: Mapped[str] = mapped_column(String(10))
    """A date in UTC; 90 days later it is gone."""
