"""The worker while there is nothing to do: it waits in a tenth of the memory, and becomes the whole one.

A server for two sends a handful of nudges a day. Between them this small program looks once a second whether
an account is due. Then it replaces itself by `python -m server.nudges`, which does the same in reverse when
it has been idle for a while. So it imports nothing but the standard library and, for PostgreSQL, its driver.
"""

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, NoReturn

DATABASE: Final = "KEPT_WATCHED_DATABASE"
"""A file of SQLite, or a URL of PostgreSQL that its driver understands."""
BESIDE: Final = "KEPT_WORKER_BESIDE"
"""The process without which this one is not to go on."""

POLL_SECONDS: Final = 1.0
POLLS_OF_A_CONNECTION: Final = 60
# In order, so that it goes by the index: a planner that knows nothing of the table would read all of it.
DUE: Final = (
    "SELECT 1 FROM nudge_agenda"
    " WHERE wake_at <= {0} AND (leased_until IS NULL OR leased_until <= {0}) ORDER BY wake_at LIMIT 1"
)

Look = Callable[[], bool]


def main() -> None:
    """Wait until an account is due, or until told to stop."""
    os.umask(0o077)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(KeyboardInterrupt):
        wait_until_due(os.environ[DATABASE])
        become("server.nudges")


def become(module: str) -> NoReturn:
    """Go on as another program, in this same process; its environment says all that it must know."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", module])  # noqa: S606 - our own program, without a shell


def is_orphan() -> bool:
    """Tell whether the process beside which this one was started has gone."""
    beside = os.environ.get(BESIDE)
    return bool(beside) and os.getppid() != int(beside or 0)


def wait_until_due(database: str) -> None:
    """Return once an account is due; a database that does not answer is asked again."""
    is_postgresql = database.startswith("postgresql:")
    while True:
        with suppress(sqlite3.Error, ConnectionError):
            if _is_due_soon(_postgresql(database) if is_postgresql else _sqlite(database)):
                return
        _pause()


def _is_due_soon(look: Look) -> bool:
    """Look as long as one connection is to live."""
    for _ in range(POLLS_OF_A_CONNECTION):
        if look():
            return True
        _pause()
    return False


def _pause() -> None:
    time.sleep(POLL_SECONDS)
    if is_orphan():
        sys.exit(0)


def _sqlite(path: str) -> Look:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    query = DUE.format("?1")

    def look() -> bool:
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
        return connection.execute(query, (now,)).fetchone() is not None

    return look


def _postgresql(url: str) -> Look:
    import psycopg  # noqa: PLC0415 - 20 MB that a server on SQLite is spared

    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=5)
    except psycopg.Error as error:
        raise ConnectionError from error

    def look() -> bool:
        try:
            return connection.execute(DUE.format("now()")).fetchone() is not None
        except psycopg.Error as error:
            raise ConnectionError from error

    return look


if __name__ == "__main__":
    main()
