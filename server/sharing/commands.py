"""Commands are done once: sent again, because an answer was lost, they answer as the first time.

What a command does to its own account is one transaction, together with its answer. What it then does to
another account is a transaction of its own, which may be repeated; it is repeated when the command is.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from server.accounts.context import context
from server.accounts.store import held_id
from server.core.db import insert_missing, read_transaction, write_transaction
from server.habits.store import read_preferences
from server.ledger.service import open_feed
from server.sharing.errors import CommandReusedError
from server.sharing.models import COMMAND, SHARER
from server.sharing.rules import COMMAND_LIFE

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


def once(command: Command, act: Callable[[Connection], Json]) -> Json:
    """Do it and keep its answer, unless it was done before; commands of one account take turns."""
    with write_transaction() as connection:
        hold_sharer(connection, command.account_id)
        answer = _stored(connection, command)
        if answer is None:
            answer = act(connection)
            _store(connection, command, answer)
    return answer


def find_answer(command: Command) -> Json | None:
    """Return what the command answered when it was done."""
    with read_transaction() as connection:
        return _stored(connection, command)


def count_today(connection: Connection, command: Command) -> int:
    """Count the commands of this name that were done on the account's present day."""
    of_today = (
        select(func.count())
        .select_from(COMMAND)
        .where(
            COMMAND.c.account_id == command.account_id,
            COMMAND.c.name == command.name,
            COMMAND.c.done_on == today_of(connection, command.account_id),
        )
    )
    return connection.scalar(of_today) or 0


def today_of(connection: Connection, account_id: str) -> date:
    """Return the account's present local date."""
    return read_preferences(connection, account_id).today(context().clock.now())


def hold_sharer(connection: Connection, account_id: str) -> Row[Any]:
    """Hold the account's row until the commit; one that does not exist is made, with nothing to publish.

    Raises SignedOutError where the account was deleted meanwhile.
    """
    held = select(SHARER).where(SHARER.c.account_id == held_id(account_id)).with_for_update()
    row = connection.execute(held).one_or_none()
    while row is None:
        epoch = open_feed(connection, account_id).epoch
        values = {
            "account_id": account_id,
            "epoch": epoch,
            "published_on": today_of(connection, account_id),
        }
        insert_missing(connection, SHARER, [values])
        row = connection.execute(held).one_or_none()
    return row


def _stored(connection: Connection, command: Command) -> Json | None:
    key = (COMMAND.c.account_id == command.account_id) & (COMMAND.c.id == command.id)
    row = connection.execute(select(COMMAND.c.body_hash, COMMAND.c.answer).where(key)).one_or_none()
    if row is None:
        return None
    if row.body_hash != command.body_hash:
        raise CommandReusedError
    answer: Json = json.loads(row.answer)
    return answer


def _store(connection: Connection, command: Command, answer: Json) -> None:
    """Keep the answer, and forget those that no device waits for any more."""
    today = today_of(connection, command.account_id)
    row = {
        "account_id": command.account_id,
        "id": command.id,
        "name": command.name,
        "body_hash": command.body_hash,
        "answer": json.dumps(answer),
        "done_on": today,
    }
    is_old = (COMMAND.c.account_id == command.account_id) & (COMMAND.c.done_on < today - COMMAND_LIFE)
    connection.execute(delete(COMMAND).where(is_old))
    connection.execute(insert(COMMAND).values(row))
