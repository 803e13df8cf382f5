"""Several `kept` commands that start at once: one migrates, the others wait for it."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories.kept_process import KEPT, environment

AT_ONCE = 4
WAIT_SECONDS = 120


def migrate_at_once(data_dir: Path, **variables: str) -> list[tuple[int, str]]:
    """Start several; return how each ended and what it said."""
    command = [str(KEPT), "migrate"]
    started = [
        subprocess.Popen(command, env=environment(data_dir, **variables), stderr=subprocess.PIPE, text=True)
        for _ in range(AT_ONCE)
    ]
    said = [process.communicate(timeout=WAIT_SECONDS)[1] for process in started]
    return [(process.returncode, words) for process, words in zip(started, said, strict=True)]


def test_all_succeed_on_sqlite(tmp_path: Path) -> None:
    assert migrate_at_once(tmp_path / "data") == [(0, "")] * AT_ONCE


def test_all_succeed_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    assert migrate_at_once(tmp_path / "data", DATABASE_URL=postgresql_url) == [(0, "")] * AT_ONCE


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A folder whose database is being written to by another program, for as long as the test runs."""
    (tmp_path / "kept.db").touch(mode=0o600)
    with closing(sqlite3.connect(tmp_path / "kept.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        yield tmp_path


def test_a_locked_database_is_called_so(locked: Path) -> None:
    run = subprocess.run(
        [KEPT, "migrate"],
        env=environment(locked),
        capture_output=True,
        text=True,
        timeout=WAIT_SECONDS,
        check=False,
    )

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        f"kept: DATABASE_URL (this machine, {locked / 'kept.db'}): another program is writing to it."
        " Nothing was changed. Wait until it has finished, or stop it, and try again\n"
    )
