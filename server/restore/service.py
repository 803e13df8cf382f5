"""A backup in the place of the present database: all of it, or nothing has changed.

SQLite: everything is made ready in a file of its own beside the present one, and takes its place in one step.
PostgreSQL: the backup is restored into a database of its own, which is made safe in one transaction.
"""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from server.accounts.sessions import end_all_sessions
from server.accounts.signup import forget_links
from server.app import create_app
from server.config import Settings
from server.core.db import db, write_transaction
from server.core.migrations import migrate
from server.ledger.store import begin_new_histories
from server.oidc.store import carry_over_used
from server.passkeys.store import forget_challenges
from server.restore import files
from server.restore.carry_over import CarriedOver, carry_over
from server.sharing.invites import forget_invites


def make_safe(connection: Connection) -> None:
    """Let nothing go on that began before: sessions, questions to passkeys, links and views.

    Devices offer all that they hold.
    """
    begin_new_histories(connection)
    end_all_sessions(connection)
    forget_challenges(connection)
    forget_links(connection)
    forget_invites(connection)


def restore_in_place(settings: Settings, present_url: str | None) -> CarriedOver | None:
    """Make the database of the settings safe, into which a backup was put; returns what was carried over.

    `present_url` is the database as it was until now; None where there is none, or nobody knows it.
    """
    with ExitStack() as at_the_end:
        present = None if present_url is None else _open(at_the_end, settings, present_url)
        return _make_safe(settings, present)


def restore_folder(settings: Settings, folder: Path) -> CarriedOver | None:
    """Put the backup of this folder in the place of the present SQLite database; raises RestoreError.

    None where there is no present database.
    """
    places = files.places_of(settings, folder)
    files.prepare(places)
    restored = replace(settings, database_url=_url_of(places.ready))
    with ExitStack() as at_the_end:
        is_there = places.copy_of_present.exists()
        present = _open(at_the_end, settings, _url_of(places.copy_of_present)) if is_there else None
        carried_over = _make_safe(restored, present)
    files.put_in_place(places)
    return carried_over


def _url_of(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string()


def _open(at_the_end: ExitStack, settings: Settings, url: str) -> Connection:
    """Open a database beside the one that is restored; one of an older version is brought up to date."""
    app = create_app(replace(settings, database_url=url))
    migrate(app)
    at_the_end.enter_context(app.app_context())
    at_the_end.callback(db.engine.dispose)
    return at_the_end.enter_context(db.engine.connect())


def _make_safe(settings: Settings, present: Connection | None) -> CarriedOver | None:
    app = create_app(settings)
    migrate(app)
    with app.app_context():
        with write_transaction() as connection:
            carried_over = None if present is None else _carry_over(present, connection)
            make_safe(connection)
        db.engine.dispose()
    return carried_over


def _carry_over(present: Connection, restored: Connection) -> CarriedOver:
    carry_over_used(present, restored)
    return carry_over(present, restored)
