"""How often something may be tried: token buckets in the database, shared by all processes.

When                         a known device draws from   everybody else draws from
before the body is read      its own bucket              the address, the wide network, everybody
before a password is tried   nothing more                the name as tried from this network, the name

A wide network is an IPv6 network of 48 bits. A name is limited by network first, so that a stranger who
knows a name uses up what is there for the stranger's own network, and its person signs in on a new device.
The name over all networks allows more, and still bounds guessing. A recovery key cannot be guessed, so no
name limits it: it works whatever others try. A refused try takes nothing from the buckets that refuse it.
The buckets' keys are HMACs: the table tells neither names nor addresses.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from flask import request
from sqlalchemy import Connection, delete, select, update

from server.accounts.context import context
from server.accounts.cookies import shown_device_secret
from server.accounts.errors import TooManyError
from server.accounts.known_devices import KnownDevice, find_device
from server.accounts.models import RATE_BUCKET
from server.accounts.rules import Allowance, Level, refilled, spent, wait_seconds
from server.accounts.store import Account
from server.core.db import insert_missing, write_transaction

OF_ONE = Allowance(tries=10, seconds_per_try=60)  # of one device, one session, one name from one network
OF_NAME = Allowance(tries=200, seconds_per_try=10)  # from all networks together


class Open(NamedTuple):
    """The allowances of what somebody may ask for who is not signed in."""

    address: Allowance
    wide_network: Allowance
    everybody: Allowance


_HASHED = Open(
    address=Allowance(tries=60, seconds_per_try=10),
    wide_network=Allowance(tries=240, seconds_per_try=2.5),
    everybody=Allowance(tries=600, seconds_per_try=0.2),
)
# Nothing can be guessed by them, and no Argon2 hash is computed: they only may not keep the server busy.
_CHEAP = Open(
    address=Allowance(tries=600, seconds_per_try=0.1),
    wide_network=Allowance(tries=1200, seconds_per_try=0.05),
    everybody=Allowance(tries=6000, seconds_per_try=0.02),
)
_CHEAP_ACTIONS = frozenset({"kdf", "recovery", "passkey", "link"})

# After this long every bucket is full again, so its row may go.
_FULL_AFTER = timedelta(days=1)
_CLEARED_AT_ONCE = 100

Draw = tuple[str, Allowance]


def limit_open(action: str) -> None:
    """Allow one more request by someone who may be signed out; raises TooManyError.

    It looks at nothing in the body, so it can be asked before that is read.
    """
    device = _shown_device()
    if device is not None:
        _draw([(f"{action} device {device.device_hash.hex()}", OF_ONE)])
    else:
        _draw(_of_network(action))


def limit_network(action: str) -> None:
    """Allow one more request by whoever asks, also from a device that an account knows; raises TooManyError.

    For what is asked again and again: a device's own allowance is for guesses, and small.
    """
    _draw(_of_network(action))


def limit_name(action: str, username: str, account: Account | None) -> None:
    """Allow one more try of a secret of this name, after `limit_open`; raises TooManyError."""
    device = _shown_device()
    if device is not None and account is not None and device.account_id == account.id:
        return
    narrow, *wide = _networks()
    network = wide[0] if wide else narrow
    draws = [(f"{action} name {username} from {network}", OF_ONE), (f"{action} name {username}", OF_NAME)]
    # A device of another account has not drawn from these yet.
    _draw(draws if device is None else [*draws, *_of_network(action)])


def limit_session(action: str, session_id: str) -> None:
    """Allow one more try within a session; raises TooManyError."""
    _draw([(f"{action} session {session_id}", OF_ONE)])


def _shown_device() -> KnownDevice | None:
    secret = shown_device_secret()
    return None if secret is None else find_device(secret, context().clock.now())


def _of_network(action: str) -> list[Draw]:
    allowances = _CHEAP if action in _CHEAP_ACTIONS else _HASHED
    keys = [f"{action} address {network}" for network in _networks()]
    draws = list(zip(keys, allowances[:2], strict=False))
    return [*draws, (f"{action} everybody", allowances.everybody)]


def _networks() -> list[str]:
    """Return whose address it is: people are given IPv6 networks of 64 or 48 bits, not single addresses.

    A socket that listens on IPv6 and IPv4 gives the latter in the form ::ffff:192.0.2.1.
    """
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ["unknown"]
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if isinstance(address, IPv6Address):
        return [str(ip_network((address.packed, bits), strict=False)) for bits in (64, 48)]
    return [str(address)]


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
