"""Databases that are up to date, without running the migrations for each test."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from server.app import create_app
from server.config import Settings
from server.core.db import db
from server.core.migrations import migrate

_FOLDER = TemporaryDirectory(prefix="kept-migrated-")


@cache
def migrated_file() -> Path:
    """A SQLite database that is up to date, to copy; made once in a process."""
    app = create_app(Settings.from_environment({"DATA_DIR": _FOLDER.name}))
    migrate(app)
    with app.app_context():
        db.engine.dispose()
    return Path(_FOLDER.name) / "kept.db"


def put_database(data_dir: Path) -> None:
    """Put an empty database that is up to date into this folder, unless it has one."""
    data_dir.mkdir(parents=True, exist_ok=True)
    if not (data_dir / "kept.db").exists():
        copy_database(migrated_file(), data_dir / "kept.db")


def copy_database(source: Path, target: Path) -> None:
    """Put a copy of a SQLite file here, readable by its owner only."""
    shutil.copyfile(source, target)
    target.chmod(0o600)
