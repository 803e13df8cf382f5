"""A reader who has seen a number has seen all before it, however many write at once."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.core.clock import SystemClock
from server.core.db import read_transaction, write_transaction
from server.ledger.service import apply_changes, open_feed
from server.ledger.store import read_after, read_feed
from tests.factories.people import sign_up
from tests.factories.things import NOW_MS, Json, entry, record, stamp

WRITERS = 6
WRITES = 25
PAGE = 3
POLL_SECONDS = 0.002


@pytest.fixture
def account(app: Flask) -> Iterator[str]:
    account = sign_up(app.test_client(), "alice").account
    with app.app_context():
        yield account


def write(account: str, changes: list[Json]) -> None:
    with write_transaction() as connection:
        apply_changes(connection, open_feed(connection, account), changes, SystemClock().now())


def write_many(app: Flask, account: str, writer: int) -> None:
    """Add facts and edit a few records that all writers edit."""
    chance = random.Random(writer)  # noqa: S311 - no secret hangs on it
    with app.app_context():
        for turn in range(WRITES):
            shared = record("group", f"g{chance.randrange(3)}", stamp(turn + 1, writer), position=turn)
            write(account, [entry(f"{writer:016x}{turn}"), shared][: chance.randint(1, 2)])


def read_all(app: Flask, account: str, has_ended: Event) -> tuple[dict[tuple[str, str], int], list[int]]:
    """Poll in small pages, as a device does; gives each thing's last number, and all cursors."""
    seen: dict[tuple[str, str], int] = {}
    cursors = [0]
    with app.app_context():
        while True:
            is_last_look = has_ended.is_set()
            with read_transaction() as connection:
                feed = read_feed(connection, account)
                head = feed.head if feed else 0
                page = read_after(connection, account, cursors[-1], head, PAGE).numbered
            seen |= {(thing["type"], thing["id"]): seq for seq, thing in page}
            cursors.append(page[-1][0] if page else head)
            if is_last_look and not page:
                return seen, cursors
            time.sleep(POLL_SECONDS)


def test_a_polling_reader_sees_every_row(app: Flask, account: str) -> None:
    has_ended = Event()
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        readers = [pool.submit(read_all, app, account, has_ended) for _ in range(2)]
        writers = [pool.submit(write_many, app, account, writer) for writer in range(WRITERS)]
        wait(writers)
        has_ended.set()
        for one in writers:
            one.result()
        views = [reader.result() for reader in readers]

    with read_transaction() as connection:
        everything = read_after(connection, account, 0, 10**6, 10**6).numbered
    stored = {(thing["type"], thing["id"]): seq for seq, thing in everything}
    assert len(stored) >= WRITERS * WRITES
    for seen, cursors in views:
        assert seen == stored
        assert cursors == sorted(cursors)


def test_numbers_have_no_twin_and_end_at_the_head(app: Flask, account: str) -> None:
    write(account, [entry(), record("group", "g1", position=1)])
    write(account, [record("group", "g1", stamp(NOW_MS + 1), position=2), entry()])

    with read_transaction() as connection:
        feed = read_feed(connection, account)
        numbers = [seq for seq, _ in read_after(connection, account, 0, 100, 100).numbered]
    assert feed is not None
    assert len(set(numbers)) == len(numbers) == 3
    assert numbers[-1] == feed.head == 4


UNNUMBERED = {
    "an edit that keeps its number": "UPDATE fact SET amount = 99",
    "a number of an earlier transaction": "UPDATE fact SET amount = 99, seq = 1",
    "a number beyond the head": "UPDATE fact SET amount = 99, seq = 1000",
    "a new row": "INSERT INTO fact (account_id, type, id, seq, withdrawn)"
    " SELECT account_id, type, 'new', 1000, withdrawn FROM fact LIMIT 1",
    "a record": "UPDATE record SET fields = '{}'",
}


@pytest.mark.parametrize("statement", UNNUMBERED.values(), ids=UNNUMBERED.keys())
def test_the_database_refuses_what_was_not_numbered(app: Flask, account: str, statement: str) -> None:
    write(account, [record("group", "g1", position=1), entry()])
    write(account, [record("group", "g2", position=1)])

    with pytest.raises(DBAPIError), write_transaction() as connection:
        connection.execute(text(statement))


def test_a_reader_of_serial_numbers_would_lose_rows(app: Flask, account: str) -> None:
    """The trap that the lock on the feed avoids: shown here, so that the test above means something."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("SQLite has one writer at a time, so that its numbers cannot be committed out of order.")
    with write_transaction() as connection:
        connection.execute(text("CREATE TABLE serial_fact (seq bigserial PRIMARY KEY)"))
    with write_transaction() as slow:
        first = slow.execute(text("INSERT INTO serial_fact DEFAULT VALUES RETURNING seq")).scalar_one()
        with write_transaction() as fast:
            second = fast.execute(text("INSERT INTO serial_fact DEFAULT VALUES RETURNING seq")).scalar_one()
        with read_transaction() as reader:
            cursor = reader.execute(text("SELECT max(seq) FROM serial_fact")).scalar_one()
    with read_transaction() as reader:
        seen = reader.execute(
            text("SELECT seq FROM serial_fact WHERE seq > :cursor"), {"cursor": cursor}
        ).all()

    assert first < second == cursor
    assert seen == []
