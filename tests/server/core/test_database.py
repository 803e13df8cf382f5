"""The database: how SQLite is opened, and what its errors tell."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from server.accounts.models import SERVER_SECRET
from server.config import Settings
from server.core.db import db, insert_missing, write_transaction
from server.core.migrations import migrate
from tests.factories.makers import MakeApp


def test_it_opens_sqlite_for_safety(app: Flask) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "wal_autocheckpoint": 4000,
    }

    with app.app_context():
        actual = {name: db.session.execute(text(f"PRAGMA {name}")).scalar_one() for name in expected}

    assert actual == expected


def test_it_hides_the_files_from_other_users(app: Flask, settings: Settings) -> None:
    with app.app_context():
        db.session.execute(text("CREATE TABLE thing (id INTEGER)"))
        db.session.commit()
        modes = {path.name: path.stat().st_mode & 0o777 for path in settings.data_dir.iterdir()}

    assert modes == dict.fromkeys(["kept.db", "kept.db-wal", "kept.db-shm"], 0o600)


def test_it_rolls_back_tables_as_well(app: Flask) -> None:
    with app.app_context():
        db.session.execute(text("CREATE TABLE thing (id INTEGER)"))
        db.session.rollback()

        count = text("SELECT count(*) FROM sqlite_master WHERE name = 'thing'")
        assert db.session.execute(count).scalar_one() == 0


def test_it_quotes_no_value_in_an_error(app: Flask) -> None:
    with app.app_context(), pytest.raises(DBAPIError) as raised:
        db.session.execute(text("SELECT :word FROM nowhere"), {"word": "canary"})

    assert "canary" not in str(raised.value)


def test_a_writer_who_cannot_begin_learns_that_the_database_is_busy(app: Flask) -> None:
    with app.app_context(), write_transaction():
        with db.engine.connect() as impatient:
            impatient.connection.cursor().execute("PRAGMA busy_timeout=0")
        for _ in range(2):  # nothing of the first attempt is left behind
            with pytest.raises(OperationalError), write_transaction():
                pass

    with app.app_context(), write_transaction() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_it_reads_the_file_of_the_settings(app: Flask, settings: Settings) -> None:
    with app.app_context():
        file = db.session.execute(text("PRAGMA database_list")).one()[2]

    assert Path(file) == settings.data_dir / "kept.db"


def test_it_counts_what_was_missing(make_app: MakeApp, settings_on_each: Settings) -> None:
    app = make_app(settings_on_each)
    rows = [{"name": name, "value": b"1"} for name in ("one", "two")]

    with app.app_context():
        if settings_on_each.database_url.startswith("sqlite"):
            migrate(app)
        with write_transaction() as connection:
            counts = [insert_missing(connection, SERVER_SECRET, rows[:size]) for size in (1, 2, 2)]

    assert counts == [1, 1, 0]
