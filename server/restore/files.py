"""The files of a restore: copies are made beside the present database, and one of them takes its place."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from server.config import Settings

_COMPANIONS = ("", "-wal", "-shm", "-journal")


class RestoreError(Exception):
    """Nothing was restored, and nothing has changed; the text says why and what to do."""


class Places(NamedTuple):
    """What lies where."""

    backup: Path
    present: Path
    ready: Path
    """The backup's database while it is made safe."""
    copy_of_present: Path


def places_of(settings: Settings, folder: Path) -> Places:
    """Return where everything is; raises RestoreError where there is no backup."""
    url = settings.sqlalchemy_url
    if url.get_backend_name() != "sqlite":
        raise RestoreError(
            "the database is PostgreSQL: restore the dump into a new database, and run `kept restore"
            " --present URL` with DATABASE_URL of the new one and URL of the present one"
        )
    present = Path(url.database or "")
    backup = folder / present.name
    if not backup.is_file():
        raise RestoreError(f"{backup} does not exist: {folder} is no backup of this server")
    if backup.resolve() == present.resolve():
        raise RestoreError(f"{folder} is DATA_DIR itself; give the folder of the backup")
    beside = present.with_name
    return Places(backup, present, beside(f"{present.name}.restoring"), beside(f"{present.name}.replaced"))


def prepare(places: Places) -> None:
    """Copy the backup, and the present database where there is one; what a killed run has left is removed."""
    places.present.parent.mkdir(parents=True, exist_ok=True)
    for path in (places.ready, places.copy_of_present):
        _remove(path)
    try:
        _copy(places.backup, places.ready)
    except sqlite3.Error as error:
        raise RestoreError(f"{places.backup} cannot be read: {error}") from error
    if not places.present.exists():
        return
    try:
        _copy(places.present, places.copy_of_present)
    except sqlite3.Error as error:
        raise RestoreError(
            f"{places.present} cannot be read: {error}. To restore without what it holds, move it away first;"
            " then the passwords of the backup count"
        ) from error


def put_in_place(places: Places) -> None:
    """Let the database that was made ready take the present one's place, in one step."""
    _close(places.ready)
    if places.present.exists():
        _close(places.present)
    _copy_beside(places.backup.parent, places.present)
    with places.ready.open("rb") as file:
        os.fsync(file.fileno())
    places.ready.replace(places.present)
    _sync_folder(places.present.parent)
    _remove(places.copy_of_present)


def _close(database: Path) -> None:
    """Move the log into the file and remove it: it must never be read into another database."""
    try:
        with closing(sqlite3.connect(database, timeout=1)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise RestoreError(f"{database} is in use: stop Kept, and try again") from error
    if mode != "delete":
        raise RestoreError(f"{database} is in use: stop Kept, and try again")


def _copy(source: Path, target: Path) -> None:
    """Copy by SQLite's own means, with what is in its log; readable by its owner only."""
    os.close(os.open(target, os.O_CREAT | os.O_RDWR, 0o600))
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)


def _copy_beside(folder: Path, present: Path) -> None:
    """Bring the backup's other files, such as the key for push messages, where they are missing."""
    for source in sorted(folder.iterdir()):
        target = present.with_name(source.name)
        if source.is_file() and not source.name.startswith(present.name) and not target.exists():
            unfinished = target.with_name(f"{target.name}.restoring")
            shutil.copy2(source, unfinished)
            unfinished.replace(target)


def _remove(database: Path) -> None:
    for companion in _COMPANIONS:
        database.with_name(database.name + companion).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
