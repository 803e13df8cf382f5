"""What an error of the database means: whether the database cannot be used now, and its own name for it."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# A full disk, a lock that was waited for in vain, a database that went away: all may pass.
_UNAVAILABLE = (
    OperationalError,
    InterfaceError,
    PoolTimeoutError,
    sqlite3.OperationalError,
    sqlite3.InterfaceError,
)
READ_ONLY_STATE = "25006"
# Both drivers have classes of errors in which some are of the database and some are bugs of ours.
_UNAVAILABLE_STATES = frozenset({READ_ONLY_STATE, "XX001", "XX002"})  # the last two: damaged data or index


def is_unavailable(error: BaseException) -> bool:
    """Tell whether the database cannot be used now, in place of having been asked something wrong."""
    if isinstance(error, _UNAVAILABLE):
        return True
    cause = _cause_of(error)
    # A damaged or unreadable file; what SQLite was asked wrongly has subclasses.
    return type(cause) is sqlite3.DatabaseError or sqlstate_of(error) in _UNAVAILABLE_STATES


def is_locked(error: BaseException) -> bool:
    """Tell whether SQLite waited in vain for another writer."""
    return (database_code_of(error) or "").startswith("SQLITE_BUSY")


def database_code_of(error: BaseException) -> str | None:
    """Return the database's own name for an error: SQLite's, such as SQLITE_IOERR_READ, or an SQLSTATE."""
    return getattr(_cause_of(error), "sqlite_errorname", None) or sqlstate_of(error)


def sqlstate_of(error: BaseException) -> str | None:
    """Return the SQLSTATE of an error of PostgreSQL."""
    state: str | None = getattr(_cause_of(error), "sqlstate", None)
    return state


def _cause_of(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error
