"""Runs migrations in one transaction, one process at a time, on the application's own database."""

from collections.abc import Iterable

from alembic import context
from alembic.migration import MigrationContext
from alembic.operations.ops import MigrationScript
from flask import current_app
from sqlalchemy import Connection, Engine, text

from server.core.db import IMMEDIATE, Base
from server.core.migrations import MAX_WAIT_SECONDS

# Any number that nothing else in the database uses as an advisory lock.
MIGRATION_LOCK = 5_367_811


def run_migrations(engine: Engine) -> None:
    """Upgrade or downgrade, all or nothing; who comes second waits, then finds nothing left to do."""
    with engine.connect().execution_options(**{IMMEDIATE: True}) as connection:
        if engine.dialect.name == "sqlite":
            prepare_sqlite(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=engine.dialect.name == "sqlite",
            transactional_ddl=True,
            compare_server_default=True,
            process_revision_directives=number_revision,
        )
        with context.begin_transaction():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            context.run_migrations()


def number_revision(
    _context: MigrationContext,
    _heads: str | Iterable[str | None] | Iterable[str],
    scripts: list[MigrationScript],
) -> None:
    """Give a new revision the next number, as its id and at the head of its file's name."""
    for script in scripts:
        script.rev_id = f"{sum(1 for _ in context.script.walk_revisions()) + 1:04d}"


def prepare_sqlite(connection: Connection) -> None:
    """Wait for another migration, and let a table be rebuilt, SQLite's way to alter one.

    Its rows' children would be deleted with it otherwise. Inside a transaction the pragma is silently
    ignored, so it goes to the driver before one begins.
    """
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={MAX_WAIT_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


run_migrations(current_app.extensions["migrate"].db.engine)
