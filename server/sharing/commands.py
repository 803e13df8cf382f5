"""Commands are done once: sent again, because an answer was lost, they change nothing and answer again.

No answer is stored, for it would tell later what was shared: it is read from what there is now. A command
about something that has ended meanwhile answers NotFoundError.

What a command does to its own account is one transaction, together with the note that it was done. What it
then does to another account is a transaction of its own, which may be repeated; it is repeated when the
command is.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from server.accounts.store import lock_account_id
from server.core.db import as_row, insert_missing, read_transaction, write_transaction
from server.habits.store import read_preferences
from server.ledger.service import open_feed
from server.sharing.errors import CommandReusedError
from server.sharing.models import COMMAND, SHARER, Sharer
from server.sharing.rules import COMMAND_LIFE, MAX_COMMANDS

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """What a device of this account asks for, under an id that the device made."""

    account_id: str
    id: str
    name: str
    body: Mapping[str, Any]

    @property
    def body_hash(self) -> bytes:
        """Return what tells this command from another that comes under its id."""
        return sha256(json.dumps([self.name, self.body], sort_keys=True, default=str).encode()).digest()


@dataclass(frozen=True, slots=True)
class Turn:
    """The transaction of a command; where `is_first` is False it was done before, and only answers again."""

    connection: Connection
    is_first: bool


@contextmanager
def command_turn(command: Command, now: datetime) -> Iterator[Turn]:
    """Let a command do what it does, and read its answer, while no other of its account does anything.

    One that was not done before is noted when the block ends, in the same transaction; unless it raises.
    """
    with write_transaction() as connection:
        lock_sharer(connection, command.account_id, now)
        is_first = not _is_done(connection, command)
        yield Turn(connection, is_first)
        if is_first:
            _note(connection, command, now)


def is_done(command: Command) -> bool:
    """Tell whether the command was done before; raises CommandReusedError."""
    with read_transaction() as connection:
        return _is_done(connection, command)


def today_of(connection: Connection, account_id: str, now: datetime) -> date:
    """Return the account's present local date."""
    return read_preferences(connection, account_id).today(now)


def lock_sharer(connection: Connection, account_id: str, now: datetime) -> Sharer:
    """Hold the account's row until the commit; one that does not exist is made, with nothing to publish.

    Raises SignedOutError where the account was deleted meanwhile.
    """
    held = select(SHARER).where(SHARER.c.account_id == lock_account_id(account_id)).with_for_update()
    row = as_row(Sharer, connection.execute(held).one_or_none())
    while row is None:
        epoch = open_feed(connection, account_id).epoch
        values = {
            "account_id": account_id,
            "epoch": epoch,
            "published_on": today_of(connection, account_id, now),
        }
        insert_missing(connection, SHARER, [values])
        row = as_row(Sharer, connection.execute(held).one_or_none())
    return row


def _is_done(connection: Connection, command: Command) -> bool:
    key = (COMMAND.c.account_id == command.account_id) & (COMMAND.c.id == command.id)
    body_hash = connection.scalar(select(COMMAND.c.body_hash).where(key))
    if body_hash not in (None, command.body_hash):
        raise CommandReusedError
    return body_hash is not None


def _note(connection: Connection, command: Command, now: datetime) -> None:
    """Note that it was done, and forget the commands that no device sends again any more."""
    today = today_of(connection, command.account_id, now)
    is_own = COMMAND.c.account_id == command.account_id
    connection.execute(delete(COMMAND).where(is_own, COMMAND.c.done_on < today - COMMAND_LIFE))
    row = {
        "account_id": command.account_id,
        "id": command.id,
        "body_hash": command.body_hash,
        "done_on": today,
    }
    connection.execute(insert(COMMAND).values(row))
    newest_first = select(COMMAND.c.id).where(is_own).order_by(COMMAND.c.done_on.desc(), COMMAND.c.id)
    too_many = newest_first.offset(MAX_COMMANDS)
    connection.execute(delete(COMMAND).where(is_own, COMMAND.c.id.in_(too_many)))
