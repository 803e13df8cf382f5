"""How often something may be tried: token buckets in the database, shared by all processes.

A try draws from the buckets of the name, of the address and of everybody together, or, on a device that
has signed in to that account before, from that device's alone. A refused try takes nothing from any of them.
The buckets' keys are HMACs: the table tells neither names nor addresses.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from flask import request
from sqlalchemy import Connection, delete, select, update

from server.accounts.context import context
from server.accounts.cookies import shown_device
from server.accounts.errors import TooManyError
from server.accounts.models import RATE_BUCKET
from server.accounts.rules import Allowance, Level, refilled, spent, wait_seconds
from server.core.db import insert_missing, write_transaction

OF_ONE = Allowance(tries=10, seconds_per_try=60)  # of one name, one device, one session
OF_ADDRESS = Allowance(tries=60, seconds_per_try=10)
OF_EVERYBODY = Allowance(tries=600, seconds_per_try=0.2)

# After this long every bucket is full again, so its row may go.
_FULL_AFTER = timedelta(days=1)
_CLEARED_AT_ONCE = 100

Draw = tuple[str, Allowance]


def limit_name(action: str, username: str, account_id: str | None) -> None:
    """Allow one more try of this action with this name; raises TooManyError."""
    device = shown_device(account_id) if account_id else None
    if device is not None:
        _draw([(f"{action} device {account_id} {device.hex()}", OF_ONE)])
    else:
        _draw([(f"{action} name {username}", OF_ONE), *_common(action)])


def limit_address(action: str) -> None:
    """Allow one more try of an action that needs no name; raises TooManyError."""
    _draw(list(_common(action)))


def limit_session(action: str, session_id: str) -> None:
    """Allow one more try within a session; raises TooManyError."""
    _draw([(f"{action} session {session_id}", OF_ONE)])


def _common(action: str) -> Iterator[Draw]:
    yield f"{action} address {_network()}", OF_ADDRESS
    yield f"{action} everybody", OF_EVERYBODY


def _network() -> str:
    """Return whose address it is: people are given IPv6 networks of 64 bits, not single addresses."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)


def _draw(draws: Sequence[Draw]) -> None:
    """Take one try from each bucket or, when one is empty, from none."""
    allowances = {context().keyed_digest("bucket", key.encode()): allowance for key, allowance in draws}
    now = context().clock.now()
    with write_transaction() as connection:
        levels = _hold(connection, allowances, now)
        wait = max(wait_seconds(level, allowances[key]) for key, level in levels.items())
        if wait == 0:
            for key, level in levels.items():
                _write(connection, key, spent(level))
        _clear(connection, now)
    if wait > 0:
        raise TooManyError(math.ceil(wait))


def _hold(connection: Connection, allowances: Mapping[bytes, Allowance], now: datetime) -> dict[bytes, Level]:
    """Return the levels of now, their rows held; in the order of keys, so that nobody waits in a ring."""
    full = {key: Level(float(allowances[key].tries), now) for key in sorted(allowances)}
    new_rows = [
        {"key_hash": key, "tokens": level.tokens, "updated_at": level.updated_at}
        for key, level in full.items()
    ]
    insert_missing(connection, RATE_BUCKET, new_rows)
    rows = connection.execute(
        select(RATE_BUCKET)
        .where(RATE_BUCKET.c.key_hash.in_(allowances))
        .order_by(RATE_BUCKET.c.key_hash)
        .with_for_update()
    )
    held = {
        row.key_hash: refilled(Level(row.tokens, row.updated_at), allowances[row.key_hash], now)
        for row in rows
    }
    return full | held  # a row that was cleared just now was full


def _write(connection: Connection, key: bytes, level: Level) -> None:
    values = {"tokens": level.tokens, "updated_at": level.updated_at}
    connection.execute(update(RATE_BUCKET).where(RATE_BUCKET.c.key_hash == key).values(values))


def _clear(connection: Connection, now: datetime) -> None:
    """Drop some rows that say nothing any more, passing over those that somebody holds."""
    old = (
        select(RATE_BUCKET.c.key_hash)
        .where(RATE_BUCKET.c.updated_at < now - _FULL_AFTER)
        .limit(_CLEARED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    connection.execute(delete(RATE_BUCKET).where(RATE_BUCKET.c.key_hash.in_(old)))
