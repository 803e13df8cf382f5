"""A server whose data went back in time, without `kept restore`: devices notice and bring what it lacks."""

import shutil
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg.sql import SQL, Identifier
from sqlalchemy import delete, func, select
from sqlalchemy.engine import URL, make_url

from server.config import Settings
from server.core.db import db, write_transaction
from server.ledger.store import FEED_HEAD, MAX_NUMBERS_WITH_TOKEN, PRUNE_EVERY, move_head, read_feed
from tests.factories.devices import Device, statuses
from tests.factories.things import Json, entry

PAGE = 4


class Copy:
    """A copy of all that the server has stored, to put back."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.url = settings.sqlalchemy_url

    def make(self) -> None:
        self._close()
        if self.url.get_backend_name() == "sqlite":
            shutil.copyfile(self._file, self._file.with_suffix(".copy"))
        else:
            self._run("CREATE DATABASE {copy} TEMPLATE {name}")

    def put_back(self) -> None:
        self._close()
        if self.url.get_backend_name() == "sqlite":
            shutil.copyfile(self._file.with_suffix(".copy"), self._file)
        else:
            self._run("DROP DATABASE {name} WITH (FORCE)")
            self._run("ALTER DATABASE {copy} RENAME TO {name}")

    @property
    def _file(self) -> Path:
        return Path(self.url.database or "")

    def _close(self) -> None:
        """The last connection to close writes SQLite's log into the file."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _run(self, statement: str) -> None:
        name = self.url.database or ""
        with psycopg.connect(_plain(self.url.set(database="postgres")), autocommit=True) as connection:
            names = {"name": Identifier(name), "copy": Identifier(f"{name}_copy")}
            connection.execute(SQL(statement).format(**names))


def _plain(url: URL) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def copy(app: Flask, settings: Settings) -> Copy:
    return Copy(app, settings)


@pytest.fixture
def known(phone: Device, laptop: Device) -> list[Json]:
    """Ten things that both devices have."""
    things = [entry() for _ in range(10)]
    phone.sync(*things)
    laptop.pull_all()
    return things


@pytest.mark.parametrize("added", [1, 5, 7])
def test_a_reader_ends_equal_after_the_data_went_back(
    copy: Copy, phone: Device, laptop: Device, known: list[Json], added: int
) -> None:
    """Whether the new head is before the reader's cursor, is the same number, or is beyond it."""
    copy.make()
    lost = [entry() for _ in range(5)]
    laptop.sync(*lost)
    copy.put_back()
    new = [entry() for _ in range(added)]
    phone.sync(*new)

    laptop_has = offer_all(laptop, [*known, *lost])
    phone_has = offer_all(phone, [*known, *new])

    expected = {thing["id"] for thing in (*known, *lost, *new)}
    assert laptop_has == phone_has == expected


def offer_all(device: Device, own: list[Json]) -> set[str]:
    """Sync as the app does: told that the history is another one, offer everything from the beginning."""
    had = device.epoch
    answer = device.sync(limit=PAGE)
    if answer["epoch"] != had:
        assert (answer["records"], answer["cursor"], answer["head_token"]) == ([], 0, None)
        device.things.clear()
        assert set(statuses(device.sync(*own, limit=PAGE))) <= {"applied", "unchanged"}
    device.pull_all(limit=PAGE)
    return {thing["id"] for thing in own} | {thing_id for _, thing_id in device.things}


def test_what_is_offered_to_another_history_is_not_applied(
    copy: Copy, phone: Device, laptop: Device, known: list[Json]
) -> None:
    copy.make()
    laptop.sync(*(entry() for _ in range(5)))
    copy.put_back()
    phone.sync(*(entry() for _ in range(7)))
    epoch, tick = phone.epoch, entry()

    answer = laptop.sync(tick)

    assert (answer["results"], answer["records"], answer["cursor"]) == ([], [], 0)
    assert answer["epoch"] != epoch
    assert statuses(laptop.sync(tick)) == ["applied"]
    assert laptop.sync()["epoch"] == answer["epoch"]


def test_a_device_that_stopped_in_the_middle_of_a_page_goes_on(
    phone: Device, laptop: Device, tablet: Device, known: list[Json]
) -> None:
    tablet.sync(limit=PAGE)
    phone.sync(*(entry() for _ in range(7)))
    tablet.pull_all(limit=PAGE)

    assert tablet.epoch == phone.epoch
    assert len(tablet.things) == len(known) + 7


def test_an_app_from_before_tokens_goes_on(phone: Device, laptop: Device, known: list[Json]) -> None:
    phone.sync(entry())
    laptop.head_token = None
    answer = laptop.sync()

    assert (len(answer["records"]), answer["epoch"]) == (1, phone.epoch)
    assert answer["head_token"] is not None


@pytest.mark.parametrize("token", ["11-" + "0" * 16, "10-" + "0" * 16, "3-" + "0" * 16])
def test_a_token_that_was_never_given_is_of_another_history(
    phone: Device, laptop: Device, known: list[Json], token: str
) -> None:
    laptop.head_token = token
    answer = laptop.sync()

    assert (answer["cursor"], answer["records"]) == (0, [])
    assert answer["epoch"] != phone.epoch


@pytest.mark.parametrize("token", ["", "7", "7-", "-" + "0" * 16, "7-" + "G" * 16, 7, "\u0667-" + "0" * 16])
def test_what_is_no_token_is_refused(phone: Device, token: object) -> None:
    answer = phone.ask(head_token=token)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
    assert list(answer.get_json()["fields"]) == ["head_token"]


def test_old_tokens_are_deleted_and_their_devices_start_again_in_the_same_history(
    app: Flask, phone: Device, laptop: Device, known: list[Json]
) -> None:
    with app.app_context(), write_transaction() as connection:
        for head in range(PRUNE_EVERY, MAX_NUMBERS_WITH_TOKEN + PRUNE_EVERY + 1, PRUNE_EVERY):
            feed = read_feed(connection, phone.account, lock=True)
            assert feed is not None
            move_head(connection, phone.account, feed.head, head, things=0, stored_bytes=0)
        count = connection.scalar(select(func.count()).select_from(FEED_HEAD))
    answer = laptop.sync()

    assert count == MAX_NUMBERS_WITH_TOKEN // PRUNE_EVERY
    assert (answer["cursor"], answer["epoch"], answer["head_token"]) == (0, phone.epoch, None)
    laptop.pull_all()
    assert len(laptop.things) == len(known)


def test_an_account_that_is_deleted_leaves_no_token(app: Flask, phone: Device, known: list[Json]) -> None:
    with app.app_context(), write_transaction() as connection:
        connection.execute(delete(db.metadata.tables["account"]))
        assert connection.scalar(select(func.count()).select_from(FEED_HEAD)) == 0
