"""The database: SQLAlchemy through Flask-SQLAlchemy, on SQLite or PostgreSQL.

SQLite runs in WAL mode with `synchronous=FULL`, so that what was answered as saved survives a power cut.
Its whole transaction is explicit (BEGIN is sent by us, not guessed by the driver), which also makes a
migration atomic. The rule that follows from one gevent process: between the first write of a transaction
and its commit nothing may wait for the network, or every other writer waits for its turn in vain.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import DatabaseError as SQLiteDatabaseError
from sqlite3 import OperationalError as SQLiteOperationalError
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, Row, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase

if TYPE_CHECKING:
    # Imported by SQLAlchemy where it is used: a server on SQLite is spared it.
    from psycopg import Connection as PostgreSQLConnection

from server.config import Settings
from server.core.database_faults import READ_ONLY_STATE, sqlstate_of
from server.core.logs import logger

_BUSY_TIMEOUT = "busy_timeout=5000"
_PRAGMAS = (
    _BUSY_TIMEOUT,  # first: what follows may have to wait too
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    # What is deleted is overwritten with zeros, whatever SQLite was built with.
    "secure_delete=ON",
    # 16 MB, not 4: each checkpoint makes somebody wait for the disk three times, and writes a page once
    # however often it has changed since the last one.
    "wal_autocheckpoint=4000",
)
IMMEDIATE = "kept_immediate"
"""The execution option of a connection whose transactions take the one writer's place at their start."""
_ERASE_TRIES = 20
_ERASE_PAUSE_SECONDS = 0.1


class Base(DeclarativeBase):
    """The base of every model; constraints get names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

Model = TypeVar("Model", bound=Base)


def init_db(app: Flask, settings: Settings) -> None:
    """Bind the database of the settings to the application."""
    # A statement's parameters are what people recorded: no error text may quote them.
    options: dict[str, Any] = {"hide_parameters": True}
    if settings.database_url.startswith("postgresql"):
        options |= {"pool_size": 10, "max_overflow": 10, "pool_timeout": 10, "pool_pre_ping": True}
        options["connect_args"] = {"connect_timeout": 5}
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _create_private_file(settings.database_url)
            _listen_on_sqlite(db.engine)
        else:
            _listen_on_postgresql(db.engine)


@contextmanager
def read_transaction() -> Iterator[Connection]:
    """One transaction that only reads, ended when the block is."""
    with db.engine.begin() as connection:
        yield connection


@contextmanager
def write_transaction() -> Iterator[Connection]:
    """One transaction that writes: committed when the block ends, rolled back when it raises.

    On SQLite it takes the one writer's place at its start (BEGIN IMMEDIATE): a transaction that began by
    reading could no longer get it once somebody else has written.
    """
    with db.engine.connect().execution_options(**{IMMEDIATE: True}) as connection, connection.begin():
        yield connection


def erase_deleted() -> None:
    """Take what was deleted out of SQLite's log as well, where it would stay until it is overwritten.

    Not within a transaction. While somebody else reads (a backup, for long) it cannot be done: after two
    seconds that is left to the next call. PostgreSQL erases by its own vacuum.
    """
    if db.engine.dialect.name != "sqlite":
        return
    for _ in range(_ERASE_TRIES):
        if _truncate_log():
            return
        time.sleep(_ERASE_PAUSE_SECONDS)
    logger.warning("log_not_erased")


def _truncate_log() -> bool:
    """Write the log into the database and empty it, without waiting: SQLite would block the whole process."""
    with closing(db.engine.raw_connection()) as pooled:
        driver: SQLiteConnection = pooled.driver_connection  # type: ignore[assignment]  # it is SQLite's
        driver.execute("PRAGMA busy_timeout=0")
        try:
            is_busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except SQLiteDatabaseError:  # locked, or the disk cannot be used
            return False
        finally:
            driver.execute(f"PRAGMA {_BUSY_TIMEOUT}")
    return not is_busy


@contextmanager
def recover_from_bad_row(connection: Connection) -> Iterator[None]:
    """Write within: after a DataError or IntegrityError the transaction goes on.

    The rows written before the one that failed may have been kept or not: write them again.
    PostgreSQL needs a savepoint for that; as text, since one of SQLAlchemy's own takes three times as long.
    SQLite undoes only the row that failed; with a savepoint it would copy every page before it changes.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    connection.exec_driver_sql("SAVEPOINT recover_from_bad_row")
    try:
        yield
    except (DataError, IntegrityError):
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT recover_from_bad_row")
        raise
    connection.exec_driver_sql("RELEASE SAVEPOINT recover_from_bad_row")


def as_rows(model: type[Model], rows: Iterable[Row[Any]]) -> list[Model]:
    """Return rows of a model's table with the types of its columns; they belong to no session.

    The statement must have selected the whole table.
    """
    return [model(**row._mapping) for row in rows]  # noqa: SLF001 - public API of SQLAlchemy


def as_row(model: type[Model], row: Row[Any] | None) -> Model | None:
    """Return one row, as `as_rows` does, or None."""
    return None if row is None else as_rows(model, [row])[0]


def table_of(model: type[Base]) -> Table:
    """Return the table of a model, for Core statements."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - for the type checker: no model here maps anything else
    return table


def insert_into(dialect_name: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that can say what to do on a conflict; each database has a class of its own for it."""
    return sqlite.insert(table) if dialect_name == "sqlite" else postgresql.insert(table)


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    """Insert the rows that are not there yet, whoever else does the same; return how many were new."""
    insert = insert_into(connection.dialect.name, table).values(rows).on_conflict_do_nothing()
    # Without the option the count is lost on PostgreSQL, and reads -1.
    return connection.execute(insert, execution_options={"preserve_rowcount": True}).rowcount


def _listen_on_postgresql(engine: Engine) -> None:
    """Prepare no statements behind a pooler, and drop the connections to a server that only reads now.

    A pooler in transaction mode (PgBouncer) gives each transaction another server process, which knows none
    of the statements prepared before. It announces a process of its own invention. Another server may have
    taken the place of one that only reads.
    """

    @event.listens_for(engine, "connect")
    def note_pooler(connection: "PostgreSQLConnection", _record: object) -> None:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        connection.rollback()
        if row is None or row[0] != connection.info.backend_pid:
            connection.prepare_threshold = None

    @event.listens_for(engine, "handle_error")
    def note_error(context: ExceptionContext) -> None:
        if sqlstate_of(context.original_exception) == READ_ONLY_STATE:
            context.is_disconnect = True


def _create_private_file(database_url: str) -> None:
    """Make the file readable by its owner only; SQLite gives its companions the same mode."""
    path = Path(make_url(database_url).database or "")
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _listen_on_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: SQLiteConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver leaves BEGIN to us
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        is_immediate = connection.get_execution_options().get(IMMEDIATE, False)
        statement = "BEGIN IMMEDIATE" if is_immediate else "BEGIN"
        driver: SQLiteConnection = connection.connection.driver_connection  # type: ignore[assignment]  # it is SQLite's
        try:
            driver.execute(statement)  # past SQLAlchemy, which takes longer than SQLite does
        except SQLiteOperationalError as error:
            raise OperationalError(statement, None, error) from error
