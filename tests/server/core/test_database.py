"""The database: how SQLite is opened, and what its errors tell."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.config import Settings
from server.core.db import db


def test_it_opens_sqlite_for_safety(app: Flask) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1}

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


def test_it_reads_the_file_of_the_settings(app: Flask, settings: Settings) -> None:
    with app.app_context():
        file = db.session.execute(text("PRAGMA database_list")).one()[2]

    assert Path(file) == settings.data_dir / "kept.db"
