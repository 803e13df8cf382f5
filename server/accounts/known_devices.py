"""Devices that have signed in before, and may try a password from an allowance of their own.

So nobody can keep an account's person out by guessing. The secret in a device's second cookie is no key to
anything. Each sign-in gives the device another one; it is worth nothing any more once the device is signed
out by its person, here or from another device, with a new password, with the account, and after a year.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from server.accounts.models import ACCOUNT, KNOWN_DEVICE
from server.accounts.rules import DEVICE_LIFE
from server.accounts.sessions import SessionInfo
from server.core.db import read_transaction, write_transaction
from server.core.tokens import digest, mint_secret

MAX_DEVICES = 50


class KnownDevice(NamedTuple):
    """Which device it is, and of which account."""

    account_id: str
    device_hash: bytes


def find_device(secret: bytes, now: datetime) -> KnownDevice | None:
    """Return the device with this secret, if an account knows it."""
    columns = select(KNOWN_DEVICE.c.account_id, KNOWN_DEVICE.c.device_hash)
    is_alive = KNOWN_DEVICE.c.created_on > (now - DEVICE_LIFE).date()
    with read_transaction() as connection:
        row = connection.execute(columns.where(_has(secret), is_alive)).one_or_none()
    return None if row is None else KnownDevice(*row)


def know_device(info: SessionInfo, shown_secret: bytes | None, now: datetime) -> bytes | None:
    """Let the account know the device of this session; gives its new secret, in the place of the shown one.

    None where the account was deleted since.
    """
    secret = mint_secret()
    row = {
        "device_hash": digest(secret),
        "account_id": info.account_id,
        "session_id": info.session_id,
        "created_on": now.date(),
    }
    with write_transaction() as connection:
        # First, as whoever deletes the account does; and so that one sign-in at a time makes room.
        held = select(ACCOUNT.c.id).where(ACCOUNT.c.id == info.account_id).with_for_update(key_share=True)
        if connection.scalar(held) is None:
            return None
        if shown_secret is not None:
            connection.execute(delete(KNOWN_DEVICE).where(_has(shown_secret)))
        _make_room(connection, info.account_id)
        connection.execute(insert(KNOWN_DEVICE).values(row))
    return secret


def forget_device(secret: bytes) -> None:
    """Let no account know the device with this secret."""
    with write_transaction() as connection:
        connection.execute(delete(KNOWN_DEVICE).where(_has(secret)))


def forget_devices(connection: Connection, account_id: str) -> None:
    """Let the account know no device any more."""
    connection.execute(delete(KNOWN_DEVICE).where(KNOWN_DEVICE.c.account_id == account_id))


def _make_room(connection: Connection, account_id: str) -> None:
    of_account = KNOWN_DEVICE.c.account_id == account_id
    latest_first = select(KNOWN_DEVICE.c.device_hash).where(of_account)
    latest_first = latest_first.order_by(KNOWN_DEVICE.c.created_on.desc(), KNOWN_DEVICE.c.device_hash)
    beyond = latest_first.offset(MAX_DEVICES - 1)
    connection.execute(delete(KNOWN_DEVICE).where(of_account, KNOWN_DEVICE.c.device_hash.in_(beyond)))


def _has(secret: bytes) -> ColumnElement[bool]:
    return KNOWN_DEVICE.c.device_hash == digest(secret)
