"""Databases that are up to date, without running the migrations for each test."""

import shutil
from pathlib import Path


def copy_database(source: Path, target: Path) -> None:
    """Put a copy of a SQLite file here, readable by its owner only."""
    shutil.copyfile(source, target)
    target.chmod(0o600)
