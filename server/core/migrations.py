"""Bringing the database to the newest form of the tables."""

import time
from pathlib import Path
from typing import Final

from alembic import command
from alembic.util import CommandError
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy.exc import DatabaseError

from server.config import ROOT
from server.core.database_faults import is_locked
from server.core.db import db
from server.database_url import hosts_of

MIGRATIONS_DIR = ROOT / "migrations"
# For a migration of another process; env.py tells SQLite.
MAX_WAIT_SECONDS: Final = 15
_PAUSE_SECONDS: Final = 0.05


class MigrationError(Exception):
    """The database could not be brought up to date; the text says why and what to do."""


def init_migrations(app: Flask, directory: Path = MIGRATIONS_DIR) -> Migrate:
    """Attach Flask-Migrate; only the command line does, for Alembic costs every process 13 MiB."""
    return Migrate(app, db, directory=str(directory))


def migrate(app: Flask, directory: Path = MIGRATIONS_DIR) -> None:
    """Run every migration that is missing, in one transaction; raises MigrationError."""
    with app.app_context():
        try:
            _connect()
            command.upgrade(init_migrations(app, directory).get_config(), "heads")
        except DatabaseError as error:
            url = db.engine.url
            where = f"{hosts_of(url) or 'this machine'}, {url.database}"
            raise MigrationError(f"DATABASE_URL ({where}): {_hint(error)}") from error
        except CommandError as error:
            raise MigrationError(
                "the database was made by a newer version of Kept; install that version or restore a backup"
            ) from error
        finally:
            db.engine.dispose()


def _connect() -> None:
    """Try the database; SQLite does not wait while another process makes the file at this moment."""
    ends_at = time.monotonic() + MAX_WAIT_SECONDS
    while True:
        try:
            db.engine.connect().close()
        except DatabaseError as error:
            if not is_locked(error) or time.monotonic() > ends_at:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _hint(error: DatabaseError) -> str:
    if is_locked(error):
        return (
            "another program is writing to it. Nothing was changed. Wait until it has finished, or stop it,"
            " and try again"
        )
    if error.statement is None:  # it failed before anything could be asked
        return "no database answers there. Is it running, is the password right, is it a database at all?"
    return (
        f"a migration failed ({type(error.orig).__name__}) and was undone. Restore a backup or ask for help"
    )
