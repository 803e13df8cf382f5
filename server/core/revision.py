"""Whether the database is up to date, told without Alembic, which takes long to load."""

from sqlite3 import Error as SQLiteError

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from server.config import ROOT
from server.core.db import read_transaction

MIGRATIONS_DIR = ROOT / "migrations"
NUMBER_DIGITS = 4


def is_current() -> bool:
    """Tell whether the last migration has run; False also where the database cannot be asked."""
    try:
        with read_transaction() as connection:
            present = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    except (SQLAlchemyError, SQLiteError):
        return False
    return present == [_last_revision()]


def _last_revision() -> str:
    """Return the id of the last migration: the number that its file begins with."""
    return max(path.name for path in (MIGRATIONS_DIR / "versions").glob("*.py"))[:NUMBER_DIGITS]
