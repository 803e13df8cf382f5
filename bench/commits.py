"""The raw commit rate: one row per commit, by the driver alone, as durable as the server's commits are."""

import sqlite3
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import psycopg

from bench.clients import Load, load_of

_CREATE = "CREATE TABLE IF NOT EXISTS raw (id TEXT PRIMARY KEY, habit TEXT, on_date TEXT, amount FLOAT)"
_INSERT = "INSERT INTO raw VALUES ({0}, 'tea', '2026-03-04', 1)"
_numbers = count()


def sqlite_commits(file: Path, seconds: float) -> Load:
    """Commit to this file, in WAL mode with synchronous=FULL."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(_CREATE)
        statement = _INSERT.format("?")
        return _commit_until(seconds, lambda row_id: connection.execute(statement, (row_id,)))
    finally:
        connection.close()


def postgresql_commits(url: str, seconds: float) -> Load:
    """Commit to the database at this address; it must write through to the disk."""
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit"):
            if connection.execute(f"SHOW {name}").fetchone() != ("on",):
                raise RuntimeError(f"PostgreSQL runs without {name}")
        connection.execute(_CREATE)
        statement = _INSERT.format("%s")
        return _commit_until(seconds, lambda row_id: connection.execute(statement, (row_id,)))


def _commit_until(seconds: float, commit: Callable[[str], object]) -> Load:
    times_ms: list[float] = []
    began = time.perf_counter()
    while (now := time.perf_counter()) < began + seconds:
        commit(f"row {next(_numbers)}")
        times_ms.append((time.perf_counter() - now) * 1_000)
    return load_of(times_ms, time.perf_counter() - began)
