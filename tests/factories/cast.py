"""The cast, signed up once: each test gets a copy of a database in which they have their accounts already."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

from server.config import Settings
from tests.factories.clients import OwnPageClient
from tests.factories.databases import copy_database
from tests.factories.people import Person, sign_up

CAST = ("alice", "bob", "charlie")
_COOKIES = ("kept", "kept-device")
_FREE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
)
_TABLES = """
    SELECT relname, pg_relation_size(oid) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
"""
_SMALL_BYTES = 1_000_000


@dataclass(frozen=True)
class Member:
    """Somebody of the cast, with the cookies of the device they signed up on."""

    person: Person
    cookies: Mapping[str, str]

    def on(self, client: FlaskClient) -> Person:
        """The same person at this client."""
        for name, value in self.cookies.items():
            client.set_cookie(name, value)
        return replace(self.person, client=client)


@dataclass(frozen=True)
class Scene:
    """A SQLite file, or the rows of a PostgreSQL database, and who is in it."""

    members: Mapping[str, Member]
    file: Path | None
    rows: Mapping[str, bytes]

    def restore(self, settings: Settings) -> None:
        """Make this the content of a database that is up to date and holds nothing."""
        if self.file is not None:
            copy_database(self.file, Path(make_url(settings.database_url).database or ""))
            return
        with psycopg.connect(driver_url(settings.database_url)) as connection:
            # A table may refer to another that comes later.
            connection.execute("SET session_replication_role = replica")
            for table, rows in self.rows.items():
                with connection.cursor().copy(SQL("COPY {} FROM STDIN").format(Identifier(table))) as copy:
                    copy.write(rows)


def keep_scene(settings: Settings, members: Mapping[str, Member], file: Path) -> Scene:
    """Copy what is in the database now: into this file, or into memory where it is PostgreSQL's."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        return Scene(members, None, read_rows(settings.database_url))
    # Not the file alone: what was written last may still be in the log beside it.
    with closing(sqlite3.connect(url.database or "")) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
    return Scene(members, file, {})


def sign_up_all(app: Flask, names: Sequence[str]) -> dict[str, Member]:
    """Sign these people up, each at a device of their own."""
    app.test_client_class = OwnPageClient
    return {name: _member(sign_up(app.test_client(), name)) for name in names}


def _member(person: Person) -> Member:
    cookies = {name: cookie.value for name in _COOKIES if (cookie := person.client.get_cookie(name))}
    return Member(person, cookies)


def read_rows(database_url: str) -> dict[str, bytes]:
    """Return what each table of a PostgreSQL database holds, as COPY writes it; empty ones are left out."""
    with psycopg.connect(driver_url(database_url)) as connection:
        tables = [row[0] for row in connection.execute(_TABLES).fetchall()]
        rows = {table: _read_table(connection, table) for table in tables}
    return {table: content for table, content in rows.items() if content}


def _read_table(connection: "psycopg.Connection[tuple[str, ...]]", table: str) -> bytes:
    with connection.cursor().copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as copy:
        return b"".join(bytes(part) for part in copy)


def clear(database_url: str) -> None:
    """Empty every table of a PostgreSQL database, and close whatever connections a test has left."""
    with psycopg.connect(driver_url(database_url), autocommit=True) as connection:
        connection.execute(_FREE, [connection.info.dbname])
        connection.execute("SET session_replication_role = replica")
        for table, size_bytes in connection.execute(_TABLES).fetchall():
            # Much faster than TRUNCATE where there is little to delete; deleted rows still take space.
            is_small = size_bytes < _SMALL_BYTES
            statement = "DELETE FROM {}" if is_small else "TRUNCATE {} CASCADE"
            connection.execute(SQL(statement).format(Identifier(table)))


def driver_url(database_url: str) -> str:
    """The address as psycopg itself takes it."""
    return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
