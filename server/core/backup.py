"""A copy of the server's data, taken while it runs."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from server.config import Settings


class BackupError(Exception):
    """No backup was made; the text says why and what to do."""


def back_up(settings: Settings, folder: Path) -> None:
    """Write the database as it stands at one moment, and the files beside it, into a new folder.

    Nothing that is there already is touched, and a folder of that name is a whole backup: it gets its name
    last. What an interrupted backup left under its name is removed first. Raises BackupError.
    """
    database = _database_of(settings)
    if folder.exists():
        raise BackupError(f"{folder} already exists; choose a new one")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        with _held_alone(unfinished):
            _write(settings, database, unfinished)
            unfinished.rename(folder)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"{unfinished} could not be written: {error}") from error


@contextmanager
def _held_alone(unfinished: Path) -> Iterator[None]:
    """Refuse while another backup writes there; an interrupted one has lost its lock with its process."""
    descriptor = os.open(unfinished, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_there = unfinished.exists() and os.path.samestat(os.fstat(descriptor), unfinished.stat())
        if not is_there:  # it has just become a whole backup
            raise BackupError(f"{unfinished} was finished by another backup")
        yield
    except BlockingIOError as error:
        raise BackupError(
            f"{unfinished} is being written by another backup; wait until it finishes"
        ) from error
    finally:
        os.close(descriptor)


def _write(settings: Settings, database: Path, unfinished: Path) -> None:
    for left in unfinished.iterdir():
        left.unlink()
    _copy_database(database, unfinished / database.name)
    for beside in sorted(settings.data_dir.iterdir()):
        if beside.is_file() and not beside.name.startswith(database.name):
            shutil.copy2(beside, unfinished)


def _database_of(settings: Settings) -> Path:
    url = settings.sqlalchemy_url
    if url.get_backend_name() != "sqlite":
        raise BackupError("the database is PostgreSQL: use pg_dump, and keep vapid.pem of DATA_DIR with it")
    database = Path(url.database or "")
    if not database.is_file():
        raise BackupError(f"{database} does not exist: nothing has been recorded yet. Is DATA_DIR right?")
    return database


def _copy_database(source: Path, target: Path) -> None:
    """Copy by SQLite's own means: a file that is being written to cannot be copied as it is."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)
