"""Whether the database can be written to: what a full or dead disk, or a server that only reads, prevents.

A write costs a commit, so it is tried once in a while only, and after each fault until it succeeds.
"""

import time
from sqlite3 import Error as SQLiteError
from typing import Final

from flask import Flask, current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from server.core.db import db, write_transaction

PROBE_SECONDS: Final = 10.0

_EXTENSION = "kept_database_health"
# The one row that every database has; it is written as it is.
_WRITE = text("UPDATE alembic_version SET version_num = version_num")


class DatabaseHealth:
    """What this process knows of the database."""

    def __init__(self) -> None:
        self.written_at: float | None = None
        """When a write last succeeded, on the monotonic clock; None before and after a fault."""

    def check(self) -> Exception | None:
        """Use the database; return what went wrong, or None."""
        try:
            self._use()
        except (SQLAlchemyError, SQLiteError) as error:
            self.written_at = None
            return error
        return None

    def _use(self) -> None:
        now = time.monotonic()
        if self.written_at is not None and now - self.written_at < PROBE_SECONDS:
            db.session.execute(text("SELECT 1"))
            return
        with write_transaction() as connection:
            connection.execute(_WRITE)
        self.written_at = now


def init_database_health(app: Flask) -> None:
    """Give the application its memory of faults."""
    app.extensions[_EXTENSION] = DatabaseHealth()


def database_health() -> DatabaseHealth:
    """Return what the present application knows of its database."""
    health: DatabaseHealth = current_app.extensions[_EXTENSION]
    return health


def note_database_fault() -> None:
    """Let the next check write, for something has just failed."""
    database_health().written_at = None
