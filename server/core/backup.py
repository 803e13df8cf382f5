"""A copy of the server's whole memory, taken while it runs."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from server.config import Settings


class BackupError(Exception):
    """No backup was made; the text says why and what to do."""


def back_up(settings: Settings, folder: Path) -> None:
    """Write the database as it stands at one moment, and the files beside it, into a new folder.

    Nothing that is there already is touched, and a folder of that name is a whole backup: it gets its name
    last. Raises BackupError.
    """
    database = _database_of(settings)
    if folder.exists():
        raise BackupError(f"{folder} is there already: name a folder that is not")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    try:
        unfinished.mkdir(parents=True)
        _copy_database(database, unfinished / database.name)
        for beside in sorted(settings.data_dir.iterdir()):
            if beside.is_file() and not beside.name.startswith(database.name):
                shutil.copy2(beside, unfinished)
        unfinished.rename(folder)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"{unfinished} could not be written: {error}") from error


def _database_of(settings: Settings) -> Path:
    url = settings.sqlalchemy_url
    if url.get_backend_name() != "sqlite":
        raise BackupError("the database is PostgreSQL: use pg_dump, and keep vapid.pem of DATA_DIR with it")
    database = Path(url.database or "")
    if not database.is_file():
        raise BackupError(f"{database} is not there: nothing has been recorded yet. Is DATA_DIR right?")
    return database


def _copy_database(source: Path, target: Path) -> None:
    """Copy by SQLite's own means: a file that is being written to cannot be copied as it is."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)
