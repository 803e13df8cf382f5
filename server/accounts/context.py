"""What the domain needs from outside, kept with the application: settings, a clock and the server's key."""

import hashlib
import hmac
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import select

from server.accounts.models import SERVER_SECRET
from server.config import Settings
from server.core.clock import Clock
from server.core.db import insert_missing, read_transaction, write_transaction
from server.core.tokens import mint_secret

_EXTENSION = "kept_accounts"
_KEY_NAME = "hmac"


class Context:
    """One per application."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self._key: bytes | None = None

    def keyed_digest(self, purpose: str, data: bytes) -> bytes:
        """Return an HMAC that only this server can make, of data for this purpose.

        Not within a transaction: the first one of a process reads the key from the database.
        """
        if self._key is None:
            self._key = _read_key() or _make_key()
        return hmac.digest(self._key, purpose.encode() + b"\0" + data, hashlib.sha256)


def init_context(app: Flask, settings: Settings, clock: Clock) -> None:
    """Give the domain what it needs."""
    app.extensions[_EXTENSION] = Context(settings, clock)


def context() -> Context:
    """Return what the domain was given."""
    given: Context = current_app.extensions[_EXTENSION]
    return given


def current_time() -> datetime:
    """Return the time, for routes to hand to their services: one transaction knows one time."""
    return context().clock.now()


def _read_key() -> bytes | None:
    with read_transaction() as connection:
        key: bytes | None = connection.scalar(
            select(SERVER_SECRET.c.value).where(SERVER_SECRET.c.name == _KEY_NAME)
        )
    return key


def _make_key() -> bytes:
    """Make the key unless another process was faster, and return the one that counts."""
    with write_transaction() as connection:
        insert_missing(connection, SERVER_SECRET, [{"name": _KEY_NAME, "value": mint_secret()}])
    key = _read_key()
    assert key is not None  # noqa: S101 - it was inserted above, by us or by somebody else
    return key
