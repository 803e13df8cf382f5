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
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Final, NoReturn

DATABASE: Final = "KEPT_WATCHED_DATABASE"
"""A file of SQLite, or a URL of PostgreSQL that its driver understands."""
BESIDE: Final = "KEPT_WORKER_BESIDE"
"""The process without which this one is not to go on."""

SEARCHED_AT: Final = "KEPT_SEARCHED_AT"
"""When the whole worker last searched all agendas for accounts that sleep for too long (ISO 8601)."""

POLL_SECONDS: Final = 1.0
SEARCH_AGAIN_AFTER: Final = timedelta(days=1)
FIRST_SEARCH_AFTER: Final = timedelta(minutes=10)
"""Not at once: a start would cost twice the processor time, and a migration has woken who slept by then."""
CLOCK_MARGIN: Final = timedelta(minutes=1)
"""The clocks of two machines may differ by this much."""
POLLS_OF_A_CONNECTION: Final = 60
# In order, so it goes by the index: a planner that knows nothing of the table would read all of it.
DUE: Final = (
    "SELECT 1 FROM nudge_agenda"
    " WHERE wake_at <= {0} AND (leased_until IS NULL OR leased_until <= {0}) ORDER BY wake_at LIMIT 1"
)

# Written by a clock that was ahead: what was planned with it has to be planned again.
AHEAD: Final = "SELECT 1 FROM nudge_agenda WHERE written_at > {0} ORDER BY written_at LIMIT 1"

Look = Callable[[], bool]


def main() -> None:
    """Wait until an account is due, or until told to stop."""
    os.umask(0o077)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(KeyboardInterrupt):
        wait_until_due(os.environ[DATABASE])
        exec_module("server.nudges")


def exec_module(module: str) -> NoReturn:
    """Go on as another program, in this same process; its environment says all that it must know."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", module])  # noqa: S606 - our own program, without a shell


def is_orphan() -> bool:
    """Tell whether the process beside which this one was started has gone."""
    beside = os.environ.get(BESIDE)
    return bool(beside) and os.getppid() != int(beside or 0)


def searched_at() -> datetime | None:
    """Return when all agendas were last searched; None where no process before this one did."""
    said = os.environ.get(SEARCHED_AT)
    return datetime.fromisoformat(said) if said else None


def is_search_due(last: datetime | None, now: datetime) -> bool:
    """Tell whether a day has passed since the last search, or the clock has gone back behind it."""
    return last is None or not last <= now < last + SEARCH_AGAIN_AFTER


def wait_until_due(database: str) -> None:
    """Return once there is something to do; a database that does not answer is asked again."""
    if searched_at() is None:
        first_at = datetime.now(UTC) + FIRST_SEARCH_AFTER
        os.environ[SEARCHED_AT] = (first_at - SEARCH_AGAIN_AFTER).isoformat()
    opened = _postgresql if database.startswith("postgresql:") else _sqlite
    while not is_search_due(searched_at(), datetime.now(UTC)):
        with suppress(sqlite3.Error, ConnectionError), opened(database) as look:
            if _is_due_soon(look):
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


@contextmanager
def _sqlite(path: str) -> Iterator[Look]:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)

    def has(query: str, instant: datetime) -> bool:
        at = instant.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
        return connection.execute(query.format("?1"), (at,)).fetchone() is not None

    def look() -> bool:
        now = datetime.now(UTC)
        return has(DUE, now) or has(AHEAD, now + CLOCK_MARGIN)

    with closing(connection):
        yield look


@contextmanager
def _postgresql(url: str) -> Iterator[Look]:
    import psycopg  # noqa: PLC0415 - 20 MB that a server on SQLite is spared

    try:
        # Behind a pooler the next query may reach a server process that knows no statement prepared before.
        connection = psycopg.connect(url, autocommit=True, connect_timeout=5, prepare_threshold=None)
    except psycopg.Error as error:
        raise ConnectionError from error

    def has(query: str, instant: datetime) -> bool:
        return connection.execute(query.format("%(at)s"), {"at": instant}).fetchone() is not None

    def look() -> bool:
        now = datetime.now(UTC)  # not the database's: the worker goes by this machine's clock
        try:
            return has(DUE, now) or has(AHEAD, now + CLOCK_MARGIN)
        except psycopg.Error as error:
            raise ConnectionError from error

    with closing(connection):
        yield look


if __name__ == "__main__":
    main()
